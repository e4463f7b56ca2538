import { Alert, Button, Drawer, Form, Grid, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { failureText } from '../parts/failure-text.ts';
import { useReturnFocus } from '../parts/return-focus.ts';
import { useWords } from '../settings/settings.tsx';
import { bodyOf, type FieldSpec, type Values, valuesOf } from './field-spec.ts';
import { Fields } from './fields.tsx';
import { problemText } from './problem-text.ts';
import { fieldOfProblem, problemsOf } from './problems.ts';

/**
 * A form beside the page. What the api refuses is said at its field; it stays open until what was
 * typed is saved or given up.
 */
export function FormDrawer(props: {
  readonly title: string;
  readonly specs: readonly FieldSpec[];
  /** What the fields begin with, in the shape of the body. */
  readonly initial?: Values;
  readonly submitLabel?: string;
  /** Stands above the fields. */
  readonly children?: ReactNode;
  onSubmit(body: Record<string, unknown>): Promise<unknown>;
  onClose(): void;
}) {
  const { title, specs, initial = {}, submitLabel, children, onSubmit, onClose } = props;
  const words = useWords();
  useReturnFocus();
  const screens = Grid.useBreakpoint();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (values: Values) => {
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit(bodyOf(specs, values));
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
      const names = specs.map(({ name }) => name);
      form.setFields(
        problemsOf(error).flatMap((problem) => {
          const name = fieldOfProblem(problem, names);
          return name === null ? [] : [{ name, errors: [problemText(words, problem.message)] }];
        }),
      );
    }
  };

  return (
    <Drawer open onClose={onClose} title={title} size={screens.sm === false ? '100%' : 520}>
      {children}
      <Form
        form={form}
        // Begins the ids of the fields: the page below may have a form with fields of the same names.
        name="drawer"
        layout="vertical"
        initialValues={valuesOf(specs, initial)}
        onFinish={submit}
        scrollToFirstError
      >
        <Fields specs={specs} />
        {failure !== null && <FailureOfForm failure={failure} specs={specs} />}
        <Space>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {submitLabel ?? words.say('save')}
          </Button>
          <Button onClick={onClose}>{words.say('cancel')}</Button>
        </Space>
      </Form>
    </Drawer>
  );
}

function FailureOfForm(props: { readonly failure: unknown; readonly specs: readonly FieldSpec[] }) {
  const words = useWords();
  const names = props.specs.map(({ name }) => name);
  const others = problemsOf(props.failure).filter(
    (problem) => fieldOfProblem(problem, names) === null,
  );
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginBottom: 16 }}
      title={failureText(words, props.failure)}
      description={others.map(({ path, message }) => (
        <div key={`${path} ${message}`}>{problemText(words, message)}</div>
      ))}
    />
  );
}
