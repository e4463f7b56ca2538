import { MoonOutlined, SunOutlined, TranslationOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import { useSettings } from '../settings/settings.tsx';

/** Language and theme. */
export function SettingsSwitches() {
  const { words, isDark, setDark, setLanguage } = useSettings();
  return (
    <Space size={4}>
      <Button
        type="text"
        icon={<TranslationOutlined aria-hidden />}
        title={words.say('languageLabel')}
        onClick={() => setLanguage(words.language === 'zh' ? 'en' : 'zh')}
      >
        {words.say('language')}
      </Button>
      <Button
        type="text"
        icon={isDark ? <SunOutlined /> : <MoonOutlined />}
        aria-label={words.say(isDark ? 'themeLight' : 'themeDark')}
        onClick={() => setDark(!isDark)}
      />
    </Space>
  );
}
