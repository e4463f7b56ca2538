import {
  QueryCache,
  QueryClient,
  QueryClientProvider,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { BrowserRouter } from 'react-router';
import { ApiFailure } from './client/api.ts';
import { Answer } from './parts/states.tsx';
import { PasswordPage } from './session/password-page.tsx';
import { forgetSession, ME, MeContext, useMeQuery } from './session/session.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { SettingsProvider } from './settings/settings.tsx';
import { Shell } from './shell/shell.tsx';

/** Everything: settings, questions to the api, who is signed in, pages. */
export function ConsoleApp() {
  const [sessionEnded, setSessionEnded] = useState(false);
  const client = useMemo(() => createQueryClient(() => setSessionEnded(true)), []);
  return (
    <SettingsProvider>
      <QueryClientProvider client={client}>
        <BrowserRouter>
          <Gate sessionEnded={sessionEnded} />
        </BrowserRouter>
      </QueryClientProvider>
    </SettingsProvider>
  );
}

/** What a person may see before anything else: sign in, then their own password, then the pages. */
function Gate({ sessionEnded }: { readonly sessionEnded: boolean }) {
  const me = useMeQuery();
  const client = useQueryClient();
  return (
    <Answer of={{ ...me, refetch: () => client.invalidateQueries({ queryKey: ME }) }}>
      {(person) => {
        if (person === null) return <SignInPage sessionEnded={sessionEnded} />;
        if (person.mustChangePassword) return <PasswordPage />;
        return (
          <MeContext value={person}>
            <Shell />
          </MeContext>
        );
      }}
    </Answer>
  );
}

/** A session that ended while something was asked leads back to the sign-in, whoever asked. */
function createQueryClient(onSessionEnd: () => void): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (!(error instanceof ApiFailure)) return;
        if (error.code === 'PASSWORD_CHANGE_REQUIRED') {
          void client.invalidateQueries({ queryKey: ME });
        }
        if (error.code !== 'UNAUTHENTICATED') return;
        onSessionEnd();
        forgetSession(client);
      },
    }),
    defaultOptions: {
      queries: { retry: isWorthRetrying, staleTime: 30_000, refetchOnWindowFocus: false },
    },
  });
  return client;
}

function isWorthRetrying(count: number, error: Error): boolean {
  const isPassing =
    error instanceof ApiFailure &&
    (error.code === 'UNREACHABLE' || error.code === 'STORE_UNAVAILABLE');
  return isPassing && count < 2;
}
