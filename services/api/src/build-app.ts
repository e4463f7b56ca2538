import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { fastify, LogController } from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';

import { accessPlugin } from './access/access.plugin.ts';
import { assessedRulesRoutes } from './accounts/assessed-rules.routes.ts';
import { calorificValuesRoutes } from './accounts/calorific-values.routes.ts';
import { energySourcesRoutes } from './accounts/energy-sources.routes.ts';
import { factorImportRoutes } from './accounts/factor-import.routes.ts';
import { factorSetsRoutes } from './accounts/factor-sets.routes.ts';
import { virtualMetersRoutes } from './accounts/virtual-meters.routes.ts';
import { alertsRoutes } from './alerts/alerts.routes.ts';
import { areaAlertsRoutes } from './area-alerts/area-alerts.routes.ts';
import { attachmentsRoutes } from './attachments/attachments.routes.ts';
import { auditRoutes } from './audit/audit.routes.ts';
import { createAuditTrail } from './audit/audit-trail.ts';
import { type AuditVerifier, createAuditVerifier } from './audit/audit-verifier.ts';
import { loggedReadsPlugin } from './audit/logged-reads.ts';
import { auditPapersRoutes } from './audit-work/audit-papers.routes.ts';
import { auditSamplesRoutes } from './audit-work/audit-samples.routes.ts';
import { engagementAlertsRoutes } from './audit-work/engagement-alerts.routes.ts';
import { engagementsRoutes } from './audit-work/engagements.routes.ts';
import { findingsRoutes } from './audit-work/findings.routes.ts';
import { authRoutes } from './auth/auth.routes.ts';
import { createPasswords, type Passwords } from './auth/passwords.ts';
import { calibrationsRoutes } from './calibration/calibrations.routes.ts';
import { meteringFitRoutes } from './calibration/metering-fit.routes.ts';
import { casesRoutes } from './cases/cases.routes.ts';
import { consoleRoutes } from './console/console.routes.ts';
import { areasRoutes } from './consumption/areas.routes.ts';
import { consumptionRoutes } from './consumption/consumption.routes.ts';
import { demandRoutes } from './consumption/demand.routes.ts';
import { explainRoutes } from './consumption/explain.routes.ts';
import { loadCurveRoutes } from './consumption/load-curve.routes.ts';
import { powerFactorRoutes } from './consumption/power-factor.routes.ts';
import { correctionsRoutes } from './corrections/corrections.routes.ts';
import type { ApiDependencies } from './dependencies.ts';
import { openApiPlugin } from './documentation/open-api.plugin.ts';
import { dataDutyRoutes } from './duty/data-duty.routes.ts';
import { dutyDeclarationsRoutes } from './duty/duty-declarations.routes.ts';
import { errorHandler } from './errors/error-handler.plugin.ts';
import { eventsRoutes } from './events/events.routes.ts';
import { tellChangesPlugin } from './events/tell-changes.ts';
import { exportsArea } from './exports/exports-area.ts';
import { healthRoutes } from './health/health.routes.ts';
import { readChainReadiness } from './health/readiness.ts';
import { areasImportRoutes } from './imports/areas-import.routes.ts';
import { calibrationsImportRoutes } from './imports/calibrations-import.routes.ts';
import { devicesImportRoutes } from './imports/devices-import.routes.ts';
import { importsRoutes } from './imports/imports.routes.ts';
import { sitesAndProductsImportRoutes } from './imports/sites-and-products-import.routes.ts';
import { accountingRoutes } from './ingest/accounting.routes.ts';
import { ingestProxyRoutes } from './ingest/ingest-proxy.routes.ts';
import { quarantineRoutes } from './ingest/quarantine.routes.ts';
import { verificationRoutes } from './journal/verification.routes.ts';
import { createJournalVerifier, type JournalVerifier } from './journal/verification.ts';
import { ledgerArea } from './ledger/ledger-area.ts';
import { notificationsArea } from './notifications/notifications-area.ts';
import { policiesArea } from './policies/policies-area.ts';
import { readingVerificationRoutes } from './reading-verification/reading-verification.routes.ts';
import {
  createReadingsVerifier,
  type ReadingsVerifier,
} from './reading-verification/readings-verifier.ts';
import { latestRoutes } from './readings/latest.routes.ts';
import { meterDevicesRoutes } from './readings/meter-devices.routes.ts';
import { readingsRoutes } from './readings/readings.routes.ts';
import { reportedRoutes } from './readings/reported.routes.ts';
import { areaNamesRoutes } from './registry/area-names.routes.ts';
import { devicesRoutes } from './registry/devices.routes.ts';
import { enterprisesRoutes } from './registry/enterprises.routes.ts';
import { meterRetirementRoutes } from './registry/meter-retirement.routes.ts';
import { metersRoutes } from './registry/meters.routes.ts';
import { createRegistryWriter } from './registry/registry-writer.ts';
import { sitesAndProductsRoutes } from './registry/sites-and-products.routes.ts';
import { signedRootsRoutes } from './signed-roots/signed-roots.routes.ts';
import { silentSocketsPlugin } from './silent-sockets.plugin.ts';
import { areaTargetsRoutes } from './targets/area-targets.routes.ts';
import { overviewRoutes } from './targets/overview.routes.ts';
import { savingRoutes } from './targets/saving.routes.ts';
import { targetsRoutes } from './targets/targets.routes.ts';
import { peopleRoutes } from './users/people.routes.ts';
import { savedQueriesRoutes } from './users/saved-queries.routes.ts';
import { userSessionsRoutes } from './users/user-sessions.routes.ts';
import { usersRoutes } from './users/users.routes.ts';

const PREFIX = '/api/v1';
const BODY_BYTES_MAX = 1_048_576;
/** A client has this long to send its request. */
const REQUEST_TIMEOUT_MS = 30_000;
/** A handler that takes longer is answered for with 503; what it does goes on to its end. */
const HANDLER_TIMEOUT_MS = 60_000;
/** A socket without traffic is closed after this. */
const CONNECTION_TIMEOUT_MS = 120_000;

/** What a built app is, besides Fastify. */
export interface BuiltApp {
  readonly app: Awaited<ReturnType<typeof createFastify>>;
  readonly verifier: JournalVerifier;
  readonly readingsVerifier: ReadingsVerifier;
  readonly auditVerifier: AuditVerifier;
}

/**
 * Builds the api without listening: every route, behind the access plugin. Tests send requests with
 * `app.inject`; `main.ts` listens.
 */
export async function buildApp(
  dependencies: ApiDependencies,
  options: {
    /** Whether the background publisher has everything in Redis. */
    readonly isRegistryPublished: () => boolean;
    readonly passwords?: Passwords;
  },
): Promise<BuiltApp> {
  const app = createFastify(dependencies);
  const passwords = options.passwords ?? createPasswords();
  const registryWriter = createRegistryWriter(dependencies);
  const verifier = createJournalVerifier(dependencies);
  const readingsVerifier = createReadingsVerifier(dependencies);
  const auditTrail = createAuditTrail(dependencies.database);
  const auditVerifier = createAuditVerifier(dependencies);

  await app.register(errorHandler);
  await app.register(silentSocketsPlugin);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
      useDefaults: false,
    },
    // Only a TLS front can promise TLS.
    strictTransportSecurity: dependencies.settings.secureCookies,
  });
  await app.register(cookie);
  await app.register(accessPlugin, { dependencies });
  await app.register(loggedReadsPlugin, { dependencies, auditTrail });
  await app.register(tellChangesPlugin, { dependencies });
  await app.register(openApiPlugin);
  observeRequests(app, dependencies);

  await app.register(healthRoutes, {
    dependencies,
    readiness: () => readChainReadiness(dependencies, options.isRegistryPublished),
  });
  await app.register(
    async (api) => {
      const withRegistry = { dependencies, registryWriter };
      await api.register(authRoutes, { dependencies, passwords, auditTrail });
      await api.register(usersRoutes, { dependencies, passwords });
      await api.register(userSessionsRoutes, { dependencies });
      await api.register(peopleRoutes, { dependencies });
      await api.register(savedQueriesRoutes, { dependencies });
      await api.register(enterprisesRoutes, withRegistry);
      await api.register(metersRoutes, withRegistry);
      await api.register(meterRetirementRoutes, withRegistry);
      await api.register(sitesAndProductsRoutes, withRegistry);
      await api.register(devicesRoutes, withRegistry);
      await api.register(importsRoutes, withRegistry);
      await api.register(devicesImportRoutes, withRegistry);
      await api.register(areasImportRoutes, { dependencies });
      await api.register(sitesAndProductsImportRoutes, withRegistry);
      await api.register(calibrationsImportRoutes, { dependencies });
      await api.register(dataDutyRoutes, { dependencies });
      await api.register(dutyDeclarationsRoutes, { dependencies });
      await api.register(engagementsRoutes, { dependencies });
      await api.register(engagementAlertsRoutes, { dependencies });
      await api.register(auditSamplesRoutes, { dependencies });
      await api.register(auditPapersRoutes, { dependencies });
      await api.register(findingsRoutes, { dependencies });
      await api.register(calibrationsRoutes, { dependencies });
      await api.register(factorSetsRoutes, { dependencies });
      await api.register(factorImportRoutes, { dependencies });
      await api.register(calorificValuesRoutes, { dependencies });
      await api.register(assessedRulesRoutes, { dependencies });
      await api.register(energySourcesRoutes, { dependencies });
      await api.register(virtualMetersRoutes, { dependencies });
      await api.register(meteringFitRoutes, { dependencies });
      await api.register(readingsRoutes, { dependencies });
      await api.register(latestRoutes, { dependencies });
      await api.register(meterDevicesRoutes, { dependencies });
      await api.register(reportedRoutes, { dependencies });
      await api.register(correctionsRoutes, { dependencies });
      await api.register(attachmentsRoutes, { dependencies });
      await api.register(alertsRoutes, { dependencies });
      await api.register(areaAlertsRoutes, { dependencies });
      await api.register(casesRoutes, { dependencies });
      await api.register(consumptionRoutes, { dependencies });
      await api.register(areasRoutes, { dependencies });
      await api.register(areaNamesRoutes, { dependencies });
      await api.register(demandRoutes, { dependencies });
      await api.register(powerFactorRoutes, { dependencies });
      await api.register(loadCurveRoutes, { dependencies });
      await api.register(explainRoutes, { dependencies });
      await api.register(quarantineRoutes, { dependencies });
      await api.register(accountingRoutes, { dependencies });
      await api.register(verificationRoutes, { dependencies, verifier });
      await api.register(readingVerificationRoutes, { dependencies, readingsVerifier });
      await api.register(ledgerArea, { dependencies });
      await api.register(policiesArea, { dependencies });
      await api.register(targetsRoutes, { dependencies });
      await api.register(overviewRoutes, { dependencies });
      await api.register(areaTargetsRoutes, { dependencies });
      await api.register(savingRoutes, { dependencies });
      await api.register(exportsArea, { dependencies, auditTrail });
      await api.register(auditRoutes, { dependencies, auditTrail, auditVerifier });
      await api.register(signedRootsRoutes, { dependencies });
      await api.register(ingestProxyRoutes, { dependencies });
      await api.register(notificationsArea, { dependencies });
      await api.register(eventsRoutes, { dependencies });
    },
    { prefix: PREFIX },
  );
  await app.register(consoleRoutes, { directory: dependencies.settings.consoleDirectory });
  return { app, verifier, auditVerifier, readingsVerifier };
}

function createFastify(dependencies: ApiDependencies) {
  const { trustedProxies } = dependencies.settings;
  const app = fastify({
    loggerInstance: dependencies.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // An id that a client chose would let it forge lines of ours.
    requestIdHeader: false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    handlerTimeout: HANDLER_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    keepAliveTimeout: 65_000,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    routerOptions: { maxParamLength: 128 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app;
}

/** Counts and times requests by route, never by address: addresses are written by strangers. */
function observeRequests(app: BuiltApp['app'], { metrics }: ApiDependencies): void {
  const seconds = metrics.histogram('request_seconds', 'Time to answer.', ['route', 'status']);
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.config.isEndless === true && reply.statusCode === 200) return;
    const route = request.is404 ? 'none' : `${request.method} ${request.routeOptions.url ?? ''}`;
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    seconds.observe({ route, status }, reply.elapsedTime / 1_000);
    request.log.debug(
      { method: request.method, url: request.url, status: reply.statusCode },
      'Request answered.',
    );
  });
}
