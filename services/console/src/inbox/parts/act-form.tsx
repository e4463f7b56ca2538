import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Form, type FormInstance, Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { failureText } from '../../parts/failure-text.ts';
import { useSay, useWords } from '../../settings/settings.tsx';
import { ALERT_WORDS } from '../words.ts';

/** Shortest reason that says anything, as the api takes it. */
const REASON_CHARACTERS_MIN = 4;

/**
 * A form that does one thing: sends what was filled in once, says in words why it was refused, and
 * keeps what was written then.
 */
export function ActForm<Values extends object>(props: {
  readonly submitText: string;
  /** Said when it went through. */
  readonly doneText?: string;
  readonly initial?: Partial<Values>;
  readonly form?: FormInstance<Values>;
  readonly isDanger?: boolean;
  readonly children: ReactNode;
  readonly extra?: ReactNode;
  onSubmit(values: Values): Promise<unknown>;
  onDone?(): void;
}) {
  const { submitText, doneText, initial, children, onSubmit, onDone, isDanger = false } = props;
  const words = useWords();
  const { message } = App.useApp();
  const [own] = Form.useForm<Values>();
  // Ids of fields are made of it: several forms of a page have a field of the same name.
  const name = useId();
  const form = props.form ?? own;
  const act = useMutation({
    mutationFn: onSubmit,
    onSuccess: () => {
      if (doneText !== undefined) void message.success(doneText);
      form.resetFields();
      onDone?.();
    },
  });
  return (
    <Form<Values>
      form={form}
      name={name}
      layout="vertical"
      requiredMark={false}
      {...(initial === undefined ? {} : { initialValues: initial })}
      onFinish={(values) => act.mutate(values)}
    >
      {children}
      {act.isError && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={failureText(words, act.error)}
          style={{ marginBottom: 12 }}
        />
      )}
      <div className="work-row">
        <Button type="primary" htmlType="submit" danger={isDanger} loading={act.isPending}>
          {submitText}
        </Button>
        {props.extra}
      </div>
    </Form>
  );
}

/** Why something is done: four characters or more, as the api takes it. */
export function ReasonField({ name = 'note', label }: { name?: string; label?: string }) {
  const say = useSay(ALERT_WORDS);
  return (
    <Form.Item
      name={name}
      label={label ?? say('reason')}
      extra={say('reasonHint')}
      rules={[
        {
          required: true,
          whitespace: true,
          min: REASON_CHARACTERS_MIN,
          transform: (text: unknown) => (typeof text === 'string' ? text.trim() : text),
          message: say('reasonShort'),
        },
      ]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4_000} />
    </Form.Item>
  );
}

/** A note that may be empty. */
export function NoteField({ name = 'note' }: { name?: string }) {
  const say = useSay(ALERT_WORDS);
  return (
    <Form.Item name={name} label={say('note')}>
      <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={4_000} />
    </Form.Item>
  );
}
