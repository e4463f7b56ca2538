import { useMeterDevices } from '../enterprise/use-enterprise.ts';
import { useSay, useWords } from '../settings/settings.tsx';
import { ALERT_WORDS } from './words.ts';

const DEVICE = 'device:';

/** Which meters a silent device reported last; nothing for other alerts. */
export function SilentMeters(props: {
  readonly enterpriseId: string;
  readonly targetId: string | null;
}) {
  const { enterpriseId, targetId } = props;
  const { language } = useWords();
  const say = useSay(ALERT_WORDS);
  const isAboutDevice = targetId?.startsWith(DEVICE) === true;
  const found = useMeterDevices(enterpriseId, isAboutDevice);
  const deviceId = targetId?.slice(DEVICE.length);
  const meters = found.data?.items.filter((item) => item.deviceId === deviceId) ?? [];
  if (!isAboutDevice || meters.length === 0) return null;
  const ids = meters.map(({ meterId }) => meterId);
  return <p>{say('silentMeters', { meters: ids.join(language === 'zh' ? '、' : ', ') })}</p>;
}
