import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { type Catalogue, type Language, type Say, type Words, wordsOf } from '../words/words.ts';

/** How this browser shows the console; kept in its own store. */
export interface Settings {
  readonly words: Words;
  readonly isDark: boolean;
  setLanguage(language: Language): void;
  setDark(isDark: boolean): void;
}

const SettingsContext = createContext<Settings | null>(null);

/** Language, theme and the words in use. */
export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (settings === null) throw new Error('Settings are used outside of their provider.');
  return settings;
}

/** The words in use. */
export function useWords(): Words {
  return useSettings().words;
}

/** Says the sentences of an area's own catalogue. */
export function useSay<C extends Catalogue>(catalogue: C): Say<C> {
  return useWords().sayOf(catalogue);
}

/** Chinese and the light theme until somebody chooses otherwise, or the system prefers dark. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    recall('language') === 'en' ? 'en' : 'zh',
  );
  const [wantsDark, setDark] = useState(() => (recall('theme') ?? preferredTheme()) === 'dark');
  const isPrinting = usePrinting();
  // Light letters on white paper cannot be read.
  const isDark = wantsDark && !isPrinting;

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
    remember('language', language);
  }, [language]);
  // Before anything is painted: the page would stand in the colours of both themes for a moment.
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  }, [isDark]);

  const settings = useMemo<Settings>(
    () => ({
      words: wordsOf(language),
      isDark,
      setLanguage,
      setDark: (dark) => {
        remember('theme', dark ? 'dark' : 'light');
        setDark(dark);
      },
    }),
    [language, isDark],
  );
  return (
    <SettingsContext value={settings}>
      <ConfigProvider
        locale={language === 'zh' ? zhCN : enUS}
        theme={{
          algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: { ...TOKEN, ...(isDark ? DARK_TOKEN : LIGHT_TOKEN) },
        }}
      >
        <App>{children}</App>
      </ConfigProvider>
    </SettingsContext>
  );
}

const TOKEN = {
  colorPrimary: '#0958d9',
  // What opens stands where it is at once: on a busy machine a click at an option of a list that was
  // still sliding went to nothing.
  motion: false,
  motionDurationFast: '0.05s',
  motionDurationMid: '0.1s',
  motionDurationSlow: '0.15s',
};
/** Ant Design's own greys and marks are below 4.5 : 1 on white (WCAG AA). */
const LIGHT_TOKEN = {
  colorTextDescription: '#595959',
  colorTextPlaceholder: '#6b6b6b',
  colorTextQuaternary: '#6b6b6b',
  colorSuccess: '#237804',
  colorSuccessBg: '#f6ffed',
  colorSuccessBorder: '#b7eb8f',
  colorWarningBg: '#fffbe6',
  colorWarningBorder: '#ffe58f',
  colorErrorBg: '#fff2f0',
  colorErrorBorder: '#ffccc7',
  colorWarning: '#ad4e00',
  colorError: '#cf1322',
  colorLink: '#0958d9',
};
const DARK_TOKEN = {
  colorPrimary: '#3c89e8',
  colorTextDescription: '#a6a6a6',
  colorTextPlaceholder: '#9c9c9c',
  colorTextQuaternary: '#9c9c9c',
  colorLink: '#65a9f3',
  // Ant Design's own red is below 4.5 : 1 on its dark red.
  colorError: '#ff7875',
};

/** Whether the page is being printed. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia('print');
    // At once: the browser takes its picture when this returns.
    const changed = ({ matches }: MediaQueryListEvent) => flushSync(() => setPrinting(matches));
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, []);
  return isPrinting;
}

function preferredTheme(): 'dark' | 'light' {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function recall(name: string): string | null {
  try {
    return localStorage.getItem(`hengneng.${name}`);
  } catch {
    // A browser may forbid the store; then nothing is remembered.
    return null;
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`hengneng.${name}`, value);
  } catch {}
}
