import { Skeleton } from 'antd';
import { useWords } from '../../settings/settings.tsx';

/** As high as the chart that comes here, so that nothing below it moves when it does. */
export function ChartPlace({ height = 340 }: { readonly height?: number }) {
  const words = useWords();
  return (
    <div className="chart-place" style={{ height }} role="status" aria-label={words.say('loading')}>
      <Skeleton active title={false} paragraph={{ rows: 4 }} />
    </div>
  );
}
