import { Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ApiFailure } from '../client/api.ts';
import { useWords } from '../settings/settings.tsx';
import { failureText, isForbidden, isNotFound } from './failure-text.ts';

/** How much room is kept for what is on its way, so that what stands below moves little. */
export type Room = 'line' | 'part' | 'page';

/** What stands in the place of something that is on its way. */
export function Loading({ room = 'part' }: { readonly room?: Room }) {
  const words = useWords();
  return (
    <div role="status" aria-label={words.say('loading')} className={`loading-${room}`}>
      <Skeleton active title={room !== 'line'} paragraph={{ rows: room === 'line' ? 2 : 6 }} />
    </div>
  );
}

/** Stands in the middle of a page in place of what was asked for. */
function Message(props: {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="message">
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}

/** A page that this person may not see. */
export function NoPermission() {
  const words = useWords();
  return <Message title={words.say('noPermission')} text={words.say('noPermissionText')} />;
}

/** An address without a page, or an object that is not this person's. */
export function NotFound() {
  const words = useWords();
  return <Message title={words.say('notFound')} text={words.say('notFoundText')} />;
}

/** What went wrong, in words, with the number the log has it under. */
export function Failure(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const { error, onRetry } = props;
  const words = useWords();
  if (isForbidden(error)) return <NoPermission />;
  if (isNotFound(error)) return <NotFound />;
  const requestId = error instanceof ApiFailure ? error.requestId : null;
  return (
    <div role="alert">
      <Message title={words.say('failed')} text={failureText(words, error)}>
        {requestId !== null && <small>{words.say('requestId', { id: requestId })}</small>}
        <Button onClick={onRetry}>{words.say('retry')}</Button>
      </Message>
    </div>
  );
}

/** Nothing to show, and why. */
export function Nothing({ text }: { readonly text: string }) {
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text} />;
}

/** A query as far as this needs it. */
interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  refetch(): unknown;
}

/** Shows a query in whatever state it is; `children` gets the data. */
export function Answer<T>(props: {
  readonly of: Asked<T>;
  readonly room?: Room;
  readonly children: (data: T) => ReactNode;
}) {
  const { of, room = 'part', children } = props;
  if (of.data !== undefined) return children(of.data);
  if (of.error !== null) return <Failure error={of.error} onRetry={() => void of.refetch()} />;
  return <Loading room={room} />;
}
