// Made from /api/openapi.json by src/client/generate-cli.ts. Do not edit: run it again.

export interface paths {
    "/api/v1/alert-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many alerts there are, by something */
        get: operations["getAlertCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts: filtered, sorted, counted by group; of the own regions or enterprise */
        get: operations["getAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alertId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert with its frozen evidence and its history */
        get: operations["getAlertsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alertId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify, assign or merge an alert, or open a case of it */
        post: operations["postAlertsActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/area-alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts of regions and parks that the asker looks after as a whole, newest first */
        get: operations["getAreaAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/area-alerts/{areaAlertId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert of an area with its frozen evidence and its history */
        get: operations["getAreaAlertsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/area-alerts/{areaAlertId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge an alert of an area, or close it, with a reason
         * @description What was dealt with and gets worse, or comes again, is new again.
         */
        post: operations["postAreaAlertsActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assessed-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rules of what is assessed (考核口径), in the order they were recorded */
        get: operations["getAssessedRules"];
        put?: never;
        /**
         * Record a rule; it is never changed, another one takes its place
         * @description An authority issues for its regions and parks and the enterprises in them. Rules for a sector or the nation are entered by an administrator, as they were published.
         */
        post: operations["postAssessedRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["getAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole log as NDJSON, oldest first, to be verified elsewhere (npm run verify-root) */
        get: operations["getAuditLogExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-log/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest verification of the audit log and the signed roots; null before the first */
        get: operations["getAuditLogVerification"];
        put?: never;
        /** Verify the audit log and the signed roots; a long one goes on in the background */
        post: operations["postAuditLogVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in; the token is for `Authorization: Bearer`, the cookie for the console */
        post: operations["postAuthLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session */
        post: operations["postAuthLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getAuthMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one’s own password; every other session of the account ends */
        post: operations["postAuthPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in oneself */
        get: operations["getAuthSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every session of one’s own but this one */
        post: operations["postAuthSessionsEndOthers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/budget-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications for another limit, of every enterprise the caller covers */
        get: operations["getBudgetApplications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases of the own regions; an enterprise sees those it has a document of */
        get: operations["getCases"];
        put?: never;
        /** Open a case with verified alerts of one enterprise */
        post: operations["postCases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{caseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case: alerts, documents, steps, remedies and what its rules permit */
        get: operations["getCasesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{caseId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Assign, inspect, serve, hear, re-check, decide remedies, propose the end, archive */
        post: operations["postCasesActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{caseId}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a document, or state, object or ask for reconsideration */
        post: operations["postCasesAnswers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{caseId}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a case or send it back, as a second officer */
        post: operations["postCasesClosing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{caseId}/document-previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A draft as it would be printed; nothing is kept */
        post: operations["postCasesDocumentPreviews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{caseId}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draft a document of a measure that the case’s rules permit */
        post: operations["postCasesDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{caseId}/documents/{documentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An issued document as printable HTML, as it was frozen */
        get: operations["getCasesDocumentsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{caseId}/documents/{documentId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a draft (number, frozen text), send it back, or void what was issued */
        post: operations["postCasesDocumentsDecisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readings of one meter and instant that do not agree, newest first */
        get: operations["getConflicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Persons who are told: energy managers, deputies, inspectors on duty */
        get: operations["getContacts"];
        put?: never;
        /** Add a person who is told by e-mail, SMS or both */
        post: operations["postContacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{contactId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace what is known of a person */
        put: operations["putContactsById"];
        post?: never;
        /** Tell a person nothing further */
        delete: operations["deleteContactsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Corrections of every enterprise the caller covers, oldest first: the work list */
        get: operations["getCorrections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/elimination-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Elimination list (淘汰目录) of equipment
         * @description Recorded items, and of the built-in list (`no` 0, not verified) what nobody has recorded yet.
         */
        get: operations["getEliminationItems"];
        put?: never;
        /** Enter an item of the elimination list as it was published */
        post: operations["postEliminationItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Audit engagements (审计委托): an auditor’s own, or those about the enterprises one sees */
        get: operations["getEngagements"];
        put?: never;
        /** Commission auditors, as the authority of the enterprises or as the enterprise itself */
        post: operations["postEngagements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One engagement with its history */
        get: operations["getEngagementsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Extend, close or revoke an engagement, with the reason */
        post: operations["postEngagementsActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts about the engagement’s enterprises and period, as they stood at its dataAsOf */
        get: operations["getEngagementsAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases about such alerts, as they stood: steps the enterprise knows of, documents issued */
        get: operations["getEngagementsCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings of the engagement as they are now, drafts included */
        get: operations["getEngagementsFindings"];
        put?: never;
        /** Write a finding; a draft until it is issued */
        post: operations["postEngagementsFindings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/findings/{findingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every step of a finding, oldest first */
        get: operations["getEngagementsFindingsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/findings/{findingId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revise, issue, return or close a finding */
        post: operations["postEngagementsFindingsActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Working papers (审计底稿) of the engagement, each in its last revision */
        get: operations["getEngagementsPapers"];
        put?: never;
        /** New working paper; the SHA-256 of each figure is kept with it */
        post: operations["postEngagementsPapers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/papers/{paperId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every revision of a working paper, oldest first */
        get: operations["getEngagementsPapersById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/papers/{paperId}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New revision of a working paper; the earlier ones stay */
        post: operations["postEngagementsPapersRevisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/engagements/{engagementId}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Random samples of the engagement, each drawn again to show that it repeats */
        get: operations["getEngagementsSamples"];
        put?: never;
        /** Draw a random sample of meters, days or months; method and seed stay with it */
        post: operations["postEngagementsSamples"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Enterprises that you may see, by id */
        get: operations["getEnterprises"];
        put?: never;
        /** Register an enterprise; answered once the data plane knows it */
        post: operations["postEnterprises"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One enterprise */
        get: operations["getEnterprisesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an enterprise; a new time zone is a dated epoch */
        patch: operations["patchEnterprisesById"];
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/annual-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports on a year’s energy use (能源利用状况报告), handed in by the enterprise */
        get: operations["getEnterprisesAnnualReports"];
        put?: never;
        /** Reports on a year’s energy use (能源利用状况报告), handed in by the enterprise: add an entry, or put another in its place */
        post: operations["postEnterprisesAnnualReports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/approved-projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects with the energy that was approved (节能审查) */
        get: operations["getEnterprisesApprovedProjects"];
        put?: never;
        /** Projects with the energy that was approved (节能审查): add an entry, or put another in its place */
        post: operations["postEnterprisesApprovedProjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/assessed-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rule that counts for the enterprise on a day; null: nothing is deducted */
        get: operations["getEnterprisesAssessedRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a file: the body is the file, its kind the content type, at most 10 MiB */
        post: operations["postEnterprisesAttachments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of a kept file */
        get: operations["getEnterprisesAttachmentsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/attachments/{attachmentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file itself, to be saved */
        get: operations["getEnterprisesAttachmentsContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/audit-programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Energy audits planned and done */
        get: operations["getEnterprisesAuditProgramme"];
        put?: never;
        /** Energy audits planned and done: add an entry, or put another in its place */
        post: operations["postEnterprisesAuditProgramme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Energy balance table (能源平衡表) of a year and the two before it */
        get: operations["getEnterprisesBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/balance.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a workbook, with the coefficients and their sources */
        get: operations["getEnterprisesBalanceXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bills that end in a range of days, and the reading days (抄表例日) */
        get: operations["getEnterprisesBills"];
        put?: never;
        /** Put a supplier’s bill on record, or one in the place of another */
        post: operations["postEnterprisesBills"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/bills/reading-day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say on which day of the month the supplier of a kind reads */
        put: operations["putEnterprisesBillsReadingDay"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/budget-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications of the enterprise, oldest first */
        get: operations["getEnterprisesBudgetApplications"];
        put?: never;
        /** Apply for another limit (用能预算调整申请) */
        post: operations["postEnterprisesBudgetApplications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/budget-applications/{applicationId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grant an application, which signs the next version of the targets, or refuse it */
        post: operations["postEnterprisesBudgetApplicationsDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/calibrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verification and calibration (检定/校准) of each meter on a day, and what expires soon */
        get: operations["getEnterprisesCalibrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/calorific-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Measured calorific values of the enterprise and the factors that follow from them */
        get: operations["getEnterprisesCalorificValues"];
        put?: never;
        /** Record measured calorific values; of one period and batch the last one counts */
        post: operations["postEnterprisesCalorificValues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/class-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Annual class list (重点用能单位名单): class, basis and duties by year */
        get: operations["getEnterprisesClassList"];
        put?: never;
        /** Annual class list (重点用能单位名单): class, basis and duties by year: add an entry, or put another in its place */
        post: operations["postEnterprisesClassList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/consumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Consumption of an enterprise by period: physical quantities, tce, CO2 */
        get: operations["getEnterprisesConsumption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Corrections of an enterprise about instants in [from, to), oldest first */
        get: operations["getEnterprisesCorrections"];
        put?: never;
        /** Ask for a correction (数据修正); all of its rows or none */
        post: operations["postEnterprisesCorrections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/corrections/{correctionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One correction: what it changes, who decided what, its attachments */
        get: operations["getEnterprisesCorrectionsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/corrections/{correctionId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a checked correction, as the authority; from now on it counts */
        post: operations["postEnterprisesCorrectionsApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/corrections/{correctionId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a request, as another person of the enterprise (审核) */
        post: operations["postEnterprisesCorrectionsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/corrections/{correctionId}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days whose energy an undecided correction would change, before and after */
        get: operations["getEnterprisesCorrectionsPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/corrections/{correctionId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject a correction, saying why */
        post: operations["postEnterprisesCorrectionsReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/corrections/{correctionId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an own request back before it is approved */
        post: operations["postEnterprisesCorrectionsWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/data-duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Duty to report (数据报送义务) of an enterprise by day, month and rule */
        get: operations["getEnterprisesDataDuty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/declared-stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Declared faults and stops (停产检修), withdrawn ones included */
        get: operations["getEnterprisesDeclaredStops"];
        put?: never;
        /** Declare a fault or a stop; later than three working days it counts from now on */
        post: operations["postEnterprisesDeclaredStops"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/declared-stops/{stopId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a declaration earlier, or withdraw it; nothing widens one */
        post: operations["postEnterprisesDeclaredStopsActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/demand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Load curve of a meter: mean power of each quarter hour, with daily and monthly maxima */
        get: operations["getEnterprisesDemand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices, without their secrets */
        get: operations["getEnterprisesDevices"];
        put?: never;
        /** Register a device; it may publish as soon as this is answered */
        post: operations["postEnterprisesDevices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename a device */
        patch: operations["patchEnterprisesDevicesById"];
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/devices/{deviceId}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace a device’s credential; the old one stops counting at once */
        post: operations["postEnterprisesDevicesCredentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/devices/{deviceId}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cut a device off; a new credential lets it in again */
        post: operations["postEnterprisesDevicesRevocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/energy-managers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Energy manager (能源管理负责人) and deputy, by post */
        get: operations["getEnterprisesEnergyManagers"];
        put?: never;
        /** Energy manager (能源管理负责人) and deputy, by post: add an entry, or put another in its place */
        post: operations["postEnterprisesEnergyManagers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/energy-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the figures of each kind come from, and what generated flows are made from */
        get: operations["getEnterprisesEnergySources"];
        put?: never;
        /** Settle where the figures of a kind come from, from a day on */
        post: operations["postEnterprisesEnergySources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/equipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Equipment that an elimination list may name */
        get: operations["getEnterprisesEquipment"];
        put?: never;
        /** Equipment that an elimination list may name: add an entry, or put another in its place */
        post: operations["postEnterprisesEquipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events that devices reported, such as a meter exchange: proposals */
        get: operations["getEnterprisesEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/events/{eventId}/dismissal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dismiss a meter exchange that a device reported, saying why */
        post: operations["postEnterprisesEventsDismissal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a figure of the consumption came about, counted again from the readings */
        get: operations["getEnterprisesExplain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings about the enterprise that were issued; an authority sees those it commissioned */
        get: operations["getEnterprisesFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/findings/{findingId}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer an issued finding */
        post: operations["postEnterprisesFindingsAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/latest-readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When each meter was last read, of those that ever were; one question for all of them */
        get: operations["getEnterprisesLatestReadings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ledger of some months: every revision with its steps */
        get: operations["getEnterprisesLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ledger of one month: draft, revisions, what the checks say */
        get: operations["getEnterprisesLedgerById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/{month}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Save a draft, as often as you like; answers what the checks say so far */
        put: operations["putEnterprisesLedgerDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/{month}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit the draft to the reviewer; of a month that was submitted before, with a reason */
        post: operations["postEnterprisesLedgerSubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/{month}/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a filled-in form as the draft of its month */
        post: operations["postEnterprisesLedgerUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept months that were handed in */
        post: operations["postEnterprisesLedgerAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/awaiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Months whose ledger, or a kind of it, is awaited; they are not judged */
        get: operations["getEnterprisesLedgerAwaiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check submitted months as another person, and hand them in */
        post: operations["postEnterprisesLedgerCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Many months at once, such as a baseline year: all are submitted, or none */
        post: operations["postEnterprisesLedgerImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Return months with a reason; a returned revision counts no more */
        post: operations["postEnterprisesLedgerReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Due day, kinds owed and tolerances of the enterprise’s ledger */
        get: operations["getEnterprisesLedgerSettings"];
        /** Set due day, kinds owed and tolerances */
        put: operations["putEnterprisesLedgerSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/ledger/template.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Excel form of a month: kinds, products and opening stock filled in */
        get: operations["getEnterprisesLedgerTemplateXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/load-curve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Load curves of several meters, reduced to a number of points with the lows and highs of each */
        get: operations["getEnterprisesLoadCurve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/measure-progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Progress of measures by month */
        get: operations["getEnterprisesMeasureProgress"];
        put?: never;
        /** Progress of measures by month: add an entry, or put another in its place */
        post: operations["postEnterprisesMeasureProgress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/measures/{measureId}/saving": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Saving of a measure against a baseline adjusted for production and weather
         * @description Least squares over the months of the baseline (GB/T 28750, GB/T 13234). What it answers is put on record as a verified saving by the enterprise and reviewed by the authority.
         */
        get: operations["getEnterprisesMeasuresSaving"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/meter-devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which device sent the last reading of each meter, as the journal has it */
        get: operations["getEnterprisesMeterDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/metering-fit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fitting rate (配备率) by energy group and level, on a day */
        get: operations["getEnterprisesMeteringFit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/metering-points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Places where GB 17167 may ask for a meter */
        get: operations["getEnterprisesMeteringPoints"];
        put?: never;
        /** Add or change a metering point; the same id again is a new revision */
        post: operations["postEnterprisesMeteringPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Meters with what their readings mean now */
        get: operations["getEnterprisesMeters"];
        put?: never;
        /** Register a meter; answered once the data plane knows it */
        post: operations["postEnterprisesMeters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/meters/{meterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One meter, with every epoch of what its readings mean */
        get: operations["getEnterprisesMetersById"];
        put?: never;
        post?: never;
        /** Take a meter off the registry within a day, that never was read and that no other record names */
        delete: operations["deleteEnterprisesMetersById"];
        options?: never;
        head?: never;
        /** Change a meter; what changes figures is a new epoch from `validFrom` on */
        patch: operations["patchEnterprisesMetersById"];
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/meters/{meterId}/calibrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every certificate of a meter, in the order they were recorded */
        get: operations["getEnterprisesMetersCalibrations"];
        put?: never;
        /** Put a certificate on record; a wrong entry is replaced, never changed */
        post: operations["postEnterprisesMetersCalibrations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/meters/{meterId}/generation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settle what a generated flow is made from, from a day on */
        post: operations["postEnterprisesMetersGeneration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/meters/{meterId}/retirement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Retire a meter from an instant on, or take that back; nothing of its history is lost */
        put: operations["putEnterprisesMetersRetirement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/obsolete-equipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Equipment of the enterprise that stands in the elimination list
         * @description Models are compared by name: a lead, which somebody checks at the name plate.
         */
        get: operations["getEnterprisesObsoleteEquipment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/outputs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Production by the beginning of its period, with the corrections that count instead */
        get: operations["getEnterprisesOutputs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every signed version of the enterprise’s policies, without the documents */
        get: operations["getEnterprisesPolicies"];
        put?: never;
        /** Save the draft of a part: targets by the authority, measures by the enterprise */
        post: operations["postEnterprisesPolicies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/policies/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policy that counts for a year, and the drafts of whoever owns them */
        get: operations["getEnterprisesPoliciesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/policies/{year}/{part}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed from one version of a part to another, in words */
        get: operations["getEnterprisesPoliciesComparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/policies/{year}/{part}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign the draft: it becomes the next version, and never changes again */
        post: operations["postEnterprisesPoliciesSign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/policies/{year}/{part}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add what a template has to the draft of a part; what the draft says already stays */
        post: operations["postEnterprisesPoliciesTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/policies/{year}/{part}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signed versions of one part, oldest first, with their documents */
        get: operations["getEnterprisesPoliciesVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/policies/{year}/{part}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One signed version with its document */
        get: operations["getEnterprisesPoliciesVersionsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/policies/{year}/{part}/versions/{version}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** File a signed plan, acknowledge the filing, or withdraw a version */
        post: operations["postEnterprisesPoliciesVersionsActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/power-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mean power factor of each month and site that has meters of reactive energy */
        get: operations["getEnterprisesPowerFactor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/predecessors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Credit codes the enterprise had before */
        get: operations["getEnterprisesPredecessors"];
        put?: never;
        /** Put a former credit code on record */
        post: operations["postEnterprisesPredecessors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/production-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Production lines: age and circumstances that decide which limit binds them */
        get: operations["getEnterprisesProductionLines"];
        put?: never;
        /** Production lines: age and circumstances that decide which limit binds them: add an entry, or put another in its place */
        post: operations["postEnterprisesProductionLines"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products whose output may be reported */
        get: operations["getEnterprisesProducts"];
        put?: never;
        /** Register a product; answered once the data plane knows it */
        post: operations["postEnterprisesProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/reading-verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Checks of the enterprise’s stored readings against the journals, the latest first */
        get: operations["getEnterprisesReadingVerifications"];
        put?: never;
        /** Hold the stored readings of [from, to) against the journals; look at the result later */
        post: operations["postEnterprisesReadingVerifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Raw readings of a meter in [from, to), oldest first, with the corrections in force */
        get: operations["getEnterprisesReadings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Meters, ledger and bills of a year held against each other, differences named */
        get: operations["getEnterprisesReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/reporting-intervals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reporting intervals that an authority allowed */
        get: operations["getEnterprisesReportingIntervals"];
        put?: never;
        /** Allow another interval than 15 minutes, for one meter or all registers, from a day on */
        post: operations["postEnterprisesReportingIntervals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/saving-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the authority makes of reported savings, under the key of the saving */
        get: operations["getEnterprisesSavingReviews"];
        put?: never;
        /** What the authority makes of reported savings, under the key of the saving: add an entry, or put another in its place */
        post: operations["postEnterprisesSavingReviews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plants of the enterprise */
        get: operations["getEnterprisesSites"];
        put?: never;
        /** Register a plant */
        post: operations["postEnterprisesSites"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/targets/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets of a year: actual, plan, limit, what is left and the forecast, by month */
        get: operations["getEnterprisesTargetsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/verified-savings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Savings of measures (节能量) against an adjusted baseline, with their uncertainty */
        get: operations["getEnterprisesVerifiedSavings"];
        put?: never;
        /** Savings of measures (节能量) against an adjusted baseline, with their uncertainty: add an entry, or put another in its place */
        post: operations["postEnterprisesVerifiedSavings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/virtual-meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Virtual meters (虚拟表计) with their formulas by date */
        get: operations["getEnterprisesVirtualMeters"];
        put?: never;
        /** Register a virtual meter; a missing operand makes its quantity missing */
        post: operations["postEnterprisesVirtualMeters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/enterprises/{enterpriseId}/virtual-meters/{virtualMeterId}/formulas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a virtual meter a formula from an instant on */
        post: operations["postEnterprisesVirtualMetersFormulas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as it happens
         * @description Server-sent events: one at every change of an alert (`alert`), every step of a case (`case`), what concerns the
         *     platform (`platform`) and the first message of a device (`ingest`), of the enterprises that your role covers. `data` is JSON:
         *     `{id, enterpriseId, audience, subjectId, event, word, severity, rule, text: {zh, en}, at}`; `event` is firing, resolved, notice, or changed
         *     (look again). `ready` says that the stream is complete from here on, `reset` that events may have been missed: read the lists
         *     anew. `end` comes before the server closes, with `reason` session-ended (sign in again) or restart (connect again). A browser sends
         *     `Last-Event-ID` by itself and gets what it missed. A comment every 15 s keeps the connection open. Six streams a session.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/accounting.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of every message and reading by day, as CSV */
        get: operations["getExportsAccountingCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/accounting.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of every message and reading by day, as XLSX */
        get: operations["getExportsAccountingXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/balance.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Energy balance table (能源平衡表) of a year and the two before it, as a workbook */
        get: operations["getExportsBalanceXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/consumption.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Consumption by period as CSV, in local time, with totals */
        get: operations["getExportsConsumptionCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/consumption.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Consumption by period as XLSX, in local time, with totals */
        get: operations["getExportsConsumptionXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/corrections.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Corrections of data with who asked, checked and approved, as CSV */
        get: operations["getExportsCorrectionsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/data-duty.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Duty to report (数据报送义务) by day and rule, as CSV */
        get: operations["getExportsDataDutyCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/demand.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mean power of each quarter hour as CSV, with the highest of each meter */
        get: operations["getExportsDemandCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/ledger.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ledger by month as CSV */
        get: operations["getExportsLedgerCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/ledger.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ledger by month as XLSX */
        get: operations["getExportsLedgerXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/readings.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Raw readings with corrections in force as CSV */
        get: operations["getExportsReadingsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/readings.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Raw readings with corrections in force as XLSX */
        get: operations["getExportsReadingsXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/factor-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Factor sets, and which one counts where none is pinned */
        get: operations["getFactorSets"];
        put?: never;
        /**
         * Record a set; it is never changed, a correction is a set of its own
         * @description With `basedOn` the set has all factors of that one; a given factor takes the place of the one with its id. A factor counts as verified once a second person has checked it.
         */
        post: operations["postFactorSets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/factor-sets/{setId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A set with its factors, their sources and who checked them */
        get: operations["getFactorSetsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/factor-sets/{setId}/factors/{factorId}/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put on record that a factor was compared with its text; not by who entered it */
        post: operations["postFactorSetsFactorsVerifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/calibrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Certificates of meters (检定/校准) from a CSV table */
        post: operations["postImportsCalibrations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/degree-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Degree days of regions and months: a CSV table */
        post: operations["postImportsDegreeDays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Devices from a CSV table; their passwords are answered only this once */
        post: operations["postImportsDevices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/enterprises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enterprises from a CSV table */
        post: operations["postImportsEnterprises"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/factor-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A factor set from a CSV table */
        post: operations["postImportsFactorSets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Meters from a CSV table */
        post: operations["postImportsMeters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/parks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Parks with their names and regions from a CSV table; what is there is replaced */
        post: operations["postImportsParks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Targets of many enterprises: a CSV table, a target a row, or JSON Lines */
        post: operations["postImportsPolicies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Products from a CSV table */
        post: operations["postImportsProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Names of regions from a CSV table; a name that is there is replaced */
        post: operations["postImportsRegions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plants of enterprises from a CSV table */
        post: operations["postImportsSites"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ingest/accounting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages and readings of one day, and whether they add up */
        get: operations["getIngestAccounting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ingest/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Readings of a device over HTTP (Basic with the device’s credential)
         * @description Same payload as over MQTT. 202 after the fsync, 429 or 503 otherwise.
         */
        post: operations["postIngestReadings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issuing-bodies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bodies that issue documents, with the marks of their numbers */
        get: operations["getIssuingBodies"];
        put?: never;
        /** Register a body of the own region that issues documents */
        post: operations["postIssuingBodies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest verification of the journals, null before the first */
        get: operations["getJournalVerification"];
        put?: never;
        /** Verify the journals of all gateways; look at the result later */
        post: operations["postJournalVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channels that notifications go out by */
        get: operations["getNotificationChannels"];
        put?: never;
        /** Add a channel of a region, an enterprise or the platform */
        post: operations["postNotificationChannels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-channels/{channelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change or switch off a channel; what is absent stays */
        patch: operations["patchNotificationChannelsById"];
        trace?: never;
    };
    "/api/v1/notification-channels/{channelId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message and wait up to 15 s for what the other side says */
        post: operations["postNotificationChannelsTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Delivery log: every attempt, and everything that was kept back, newest first */
        get: operations["getNotificationDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages and how far they are, newest first */
        get: operations["getNotificationMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-messages/{messageId}/send-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message again that was delivered or given up, as a message of its own */
        post: operations["postNotificationMessagesSendAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspectors that an alert or a case of an enterprise can be given to */
        get: operations["getOfficers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Parks in which you see enterprises */
        get: operations["getParks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parks/{parkCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Name of a park and the region it lies in */
        put: operations["putParksById"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parks/{parkCode}/consumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Consumption of a park */
        get: operations["getParksConsumption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parks/{parkCode}/data-duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Duty to report of a park in a month */
        get: operations["getParksDataDuty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parks/{parkCode}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A park at a glance */
        get: operations["getParksOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parks/{parkCode}/target-standings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an area stands against its own targets, from its enterprises’ settled months */
        get: operations["getParksTargetStandings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/parks/{parkCode}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets of a park */
        get: operations["getParksTargets"];
        put?: never;
        /** Issue a target of a park */
        post: operations["postParksTargets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Names of people whose accounts a record names
         * @description Who signs for an authority is known to everybody, other people of the authorities to officials; people of an enterprise to officials, to each other and to who audits it. Others are left out.
         */
        get: operations["getPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the policies of a year stand, by enterprise; what is missing */
        get: operations["getPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a policy: what a draft would have raised over a past range
         * @description Judged at the ends of the months (or days) of the range, by the code that judges signed policies, from the energy up to then and the registry, ledgers and corrections of today. Nothing is kept and nobody is told. Changes for the better count at once.
         */
        post: operations["postPoliciesEvaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** JSON Schema (2020-12) of a policy document */
        get: operations["getPoliciesSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/thresholds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Thresholds of every rule where a policy sets none; shares are 0 to 1 */
        get: operations["getPoliciesThresholds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Templates by sector: parts of a policy to start a draft from
         * @description Recorded ones, and those that come with the platform (version 0) unless one was recorded under their id. Built-in targets take their limits from the table of limits.
         */
        get: operations["getPolicyTemplates"];
        put?: never;
        /** Add a template, or the next version of one */
        post: operations["postPolicyTemplates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages of which something was refused, newest first */
        get: operations["getQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarantine/{quarantineId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message in quarantine */
        get: operations["getQuarantineById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarantine/{quarantineId}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The message’s payload as it was received, from the journal */
        get: operations["getQuarantinePayload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quarantine/{quarantineId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Journal the message again, now that the registry is mended */
        post: operations["postQuarantineReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Regions in which you see enterprises */
        get: operations["getRegions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Name of a region, as lists and screens show it */
        put: operations["putRegionsById"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}/audit-coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many of the listed enterprises of a region were audited */
        get: operations["getRegionsAuditCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}/class-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Enterprises whose consumption of a year disagrees with their class in the list
         * @description Compares the comprehensive energy of the year with the list of the following year, where it has one, otherwise of the year. Nothing is listed by itself: an authority decides.
         */
        get: operations["getRegionsClassProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}/class-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Thresholds of the class list and duties by class that count for a region */
        get: operations["getRegionsClassSettings"];
        put?: never;
        /** Set them for a region */
        post: operations["postRegionsClassSettings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}/consumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Consumption of a region, and of every region whose code begins with it */
        get: operations["getRegionsConsumption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}/data-duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Duty to report of a region in a month: share met, by rule, and each enterprise */
        get: operations["getRegionsDataDuty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}/degree-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Heating and cooling degree days (度日数) of a region by month */
        get: operations["getRegionsDegreeDays"];
        put?: never;
        /** Enter the degree days of a month, or others in their place; the id is the month */
        post: operations["postRegionsDegreeDays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A region at a glance: energy, budgets, who will use too much, alerts, data duty */
        get: operations["getRegionsOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}/target-standings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an area stands against its own targets, from its enterprises’ settled months */
        get: operations["getRegionsTargetStandings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{regionCode}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets of a region (基本目标, 激励目标) */
        get: operations["getRegionsTargets"];
        put?: never;
        /** Issue a target of a region */
        post: operations["postRegionsTargets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/annual-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports on a year’s energy use (能源利用状况报告), handed in by the enterprise: of every enterprise the caller covers */
        get: operations["getRegistersAnnualReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/approved-projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects with the energy that was approved (节能审查): of every enterprise the caller covers */
        get: operations["getRegistersApprovedProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/audit-programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Energy audits planned and done: of every enterprise the caller covers */
        get: operations["getRegistersAuditProgramme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/class-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Annual class list (重点用能单位名单): class, basis and duties by year: of every enterprise the caller covers */
        get: operations["getRegistersClassList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/energy-managers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Energy manager (能源管理负责人) and deputy, by post: of every enterprise the caller covers */
        get: operations["getRegistersEnergyManagers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/equipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Equipment that an elimination list may name: of every enterprise the caller covers */
        get: operations["getRegistersEquipment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/measure-progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Progress of measures by month: of every enterprise the caller covers */
        get: operations["getRegistersMeasureProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/production-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Production lines: age and circumstances that decide which limit binds them: of every enterprise the caller covers */
        get: operations["getRegistersProductionLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/saving-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the authority makes of reported savings, under the key of the saving: of every enterprise the caller covers */
        get: operations["getRegistersSavingReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registers/verified-savings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Savings of measures (节能量) against an adjusted baseline, with their uncertainty: of every enterprise the caller covers */
        get: operations["getRegistersVerifiedSavings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions that you keep under a name */
        get: operations["getSavedQueries"];
        put?: never;
        /** Keep a question; one of the same page and name is replaced */
        post: operations["postSavedQueries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-queries/{savedQueryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a question */
        delete: operations["deleteSavedQueriesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/signed-roots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Daily signed roots, newest first; keep one elsewhere and nothing before it can change */
        get: operations["getSignedRoots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/signed-roots/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The root that closes a day (in the platform’s zone), as a file */
        get: operations["getSignedRootsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/signed-roots/public-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public keys the roots are signed with, the one in use last */
        get: operations["getSignedRootsPublicKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Silences, newest first, expired ones included */
        get: operations["getSilences"];
        put?: never;
        /** Keep back matching alerts for a while; it spares the own side alone */
        post: operations["postSilences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silences/{silenceId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a silence now */
        post: operations["postSilencesEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts */
        get: operations["getUsers"];
        put?: never;
        /** New account; without a password one is generated and must be changed */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an account; other roles, a disabling or a new password end its sessions */
        patch: operations["patchUsersById"];
        trace?: never;
    };
    "/api/v1/users/{userId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions of an account that are not over: since when, from where, last seen */
        get: operations["getUsersSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{userId}/sessions/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End every session of an account; it may sign in again */
        post: operations["postUsersSessionsEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Accounting: {
            date: string;
            enterprises: {
                balanced: boolean;
                conflict: number;
                duplicate: number;
                enterpriseId: string;
                messages: number;
                /** @description Null where the topic names nobody we know. */
                name: string | null;
                parsed: number;
                quarantined: {
                    [key: string]: number;
                };
                stored: number;
            }[];
            messages: {
                balanced: boolean;
                inFlight: number;
                journalled: number;
                processed: number;
            } | null;
        };
        Alert: {
            assignee: string | null;
            caseId: string | null;
            /**
             * @description 预警 or 告警
             * @enum {string}
             */
            category: "warning" | "alarm";
            /** @enum {string} */
            condition: "firing" | "resolved";
            /** @description Stands in while the officer is away. */
            deputy: string | null;
            enterpriseId: string;
            enterpriseName: string;
            /** @description As the rules had it when the alert was opened. */
            evidence: unknown;
            factorVersion: string | null;
            /** @enum {string} */
            handling: "new" | "verified" | "data-problem" | "false-alarm" | "in-case" | "merged" | "closed";
            /** @description A suspicion that nobody verified: not shown to the enterprise. */
            hidden: boolean;
            id: string;
            judgedAt: string;
            mergedIntoId: string | null;
            openedAt: string;
            /** @description First and last day. */
            period: {
                from: string;
                to: string;
            };
            policyVersion: string | null;
            rule: string;
            ruleVersion: string;
            /** @description 1 to 3; 3 is the gravest. */
            severity: number;
            targetId: string | null;
        };
        AreaAlert: {
            areaCode: string;
            areaName: string | null;
            /** @enum {string} */
            areaType: "region" | "park";
            /** @enum {string} */
            condition: "firing" | "resolved";
            /** @description As the rules had it when it was opened: figures, coverage, heaviest enterprises. */
            evidence: unknown;
            /** @enum {string} */
            handling: "new" | "acknowledged" | "closed";
            id: string;
            judgedAt: string;
            openedAt: string;
            /** @description First and last day. */
            period: {
                from: string;
                to: string;
            };
            rule: string;
            ruleVersion: string;
            /** @description 1 to 3: stretch goal, base goal, base goal for good. */
            severity: number;
            /** @description Key of the target in the register of the area. */
            targetId: string;
        };
        AreaConsumption: {
            account: string;
            code: string;
            /** @description When the oldest figure in it was computed. */
            computedAt: string;
            enterpriseCount: number;
            factorSet: {
                id: string;
                publishedOn: string;
            } | null;
            interval: string;
            rows: {
                completeness: number;
                /** @description Complete: 90 % of the time known and nothing missing; awaiting: a ledger is due. */
                enterprises: {
                    awaiting: number;
                    complete: number;
                    incomplete: number;
                };
                estimatedShare: number;
                groups: {
                    energyKind: string;
                    quantity: number | null;
                    tceCalorific: number | null;
                    tcePrimary: number | null;
                    tco2: number | null;
                    unit: string;
                }[];
                known: {
                    tceCalorific: number;
                    tcePrimary: number;
                    tco2: number;
                };
                period: string;
                tceCalorific: number | null;
                tcePrimary: number | null;
                tco2: number | null;
            }[];
            total: {
                completeness: number;
                /** @description Complete: 90 % of the time known and nothing missing; awaiting: a ledger is due. */
                enterprises: {
                    awaiting: number;
                    complete: number;
                    incomplete: number;
                };
                estimatedShare: number;
                groups: {
                    energyKind: string;
                    quantity: number | null;
                    tceCalorific: number | null;
                    tcePrimary: number | null;
                    tco2: number | null;
                    unit: string;
                }[];
                known: {
                    tceCalorific: number;
                    tcePrimary: number;
                    tco2: number;
                };
                tceCalorific: number | null;
                tcePrimary: number | null;
                tco2: number | null;
            };
        };
        AreaOverview: {
            account: string;
            /** @description Firing ones of the area; null without the right to see alerts. */
            alerts: {
                byAge: {
                    /** @description First instant of the age; null: any before. */
                    openedFrom: string | null;
                    /** @description Last instant of the age. */
                    openedTo: string;
                    severity1: number;
                    severity2: number;
                    severity3: number;
                    /** @description Days since it was opened; null: longer. */
                    underDays: number | null;
                }[];
                bySeverity: {
                    severity1: number;
                    severity2: number;
                    severity3: number;
                };
                open: number;
                unverified: number;
            } | null;
            /** @description Budgets that run, by kind; most enterprises first. */
            budgets: components["schemas"]["BudgetSum"][];
            code: string;
            /** @description When the oldest figure in it was computed. */
            computedAt: string;
            /** @description Duty to report this month; null without the right to see it. */
            dataDuty: {
                exemptCount: number;
                metCount: number;
                metRatio: number | null;
                month: string;
                notJudgedCount: number;
                notMetCount: number;
            } | null;
            enterpriseCount: number;
            factorSet: {
                id: string;
                publishedOn: string;
            } | null;
            from: string;
            /** @description Budgets of enterprises, worst first: severity, then forecast over limit. */
            overuse: components["schemas"]["BudgetRow"][];
            /** @description By the two-digit code of GB/T 4754, such as C30. */
            sectors: {
                budgets: components["schemas"]["BudgetSum"][];
                completeness: number;
                enterpriseCount: number;
                /** @description Complete: 90 % of the time known and nothing missing; awaiting: a ledger is due. */
                enterprises: {
                    awaiting: number;
                    complete: number;
                    incomplete: number;
                };
                estimatedShare: number;
                groups: {
                    energyKind: string;
                    quantity: number | null;
                    tceCalorific: number | null;
                    tcePrimary: number | null;
                    tco2: number | null;
                    unit: string;
                }[];
                industryCode: string;
                known: {
                    tceCalorific: number;
                    tcePrimary: number;
                    tco2: number;
                };
                tceCalorific: number | null;
                tcePrimary: number | null;
                tco2: number | null;
            }[];
            /** @description Enterprises by the worst of their budgets; none: without a budget. */
            standings: {
                none: number;
                severity0: number;
                severity1: number;
                severity2: number;
                severity3: number;
                unknown: number;
            };
            /** @description First day that is not in it. */
            to: string;
            total: {
                completeness: number;
                /** @description Complete: 90 % of the time known and nothing missing; awaiting: a ledger is due. */
                enterprises: {
                    awaiting: number;
                    complete: number;
                    incomplete: number;
                };
                estimatedShare: number;
                groups: {
                    energyKind: string;
                    quantity: number | null;
                    tceCalorific: number | null;
                    tcePrimary: number | null;
                    tco2: number | null;
                    unit: string;
                }[];
                known: {
                    tceCalorific: number;
                    tcePrimary: number;
                    tco2: number;
                };
                tceCalorific: number | null;
                tcePrimary: number | null;
                tco2: number | null;
            };
            year: number;
        };
        AreaTargetStandings: {
            items: {
                base: number;
                basis: string | null;
                documentNo: string;
                industryCode: string | null;
                issuer: string;
                /** @description Now, without the memory of an alert. */
                judgements: {
                    arithmetic: string[];
                    caveats: string[];
                    /** @description Known part of the whole, 0 to 1. */
                    coverage: number | null;
                    factorSet: string | null;
                    figures: {
                        name: string;
                        unit: string;
                        value: number | null;
                    }[];
                    heaviest: {
                        /** @description Months that are missing, lines, or how far an audit is. */
                        about: string[];
                        enterpriseId: string;
                        name: string;
                        /** @description Of the whole, 0 to 1. */
                        share: number | null;
                        value: number | null;
                    }[];
                    /** @description By the month that runs; 1 at most. */
                    isPreview: boolean;
                    memberCount: number;
                    message: {
                        en: string;
                        zh: string;
                    };
                    missing: {
                        /** @description Months that are missing, lines, or how far an audit is. */
                        about: string[];
                        enterpriseId: string;
                        name: string;
                        /** @description Of the whole, 0 to 1. */
                        share: number | null;
                        value: number | null;
                    }[];
                    missingCount: number;
                    months: string[];
                    /** @description Null where it was judged. */
                    notJudged: ("disabled" | "awaiting-report" | "awaiting-output" | "no-data" | "incomplete" | "too-early" | "no-limit" | "no-plan" | "no-forecast" | "no-comparison") | null;
                    /** @enum {string} */
                    rule: "area-total" | "area-forecast" | "area-intensity" | "area-coal-share" | "area-benchmark-capacity" | "area-audit-coverage";
                    severity: number;
                    threshold: number | null;
                    unit: string;
                    value: number | null;
                    /** @description Target of intensity whose stretch goal is met: this total is not assessed. */
                    waivedBy: string | null;
                }[];
                /** @enum {string} */
                metric: "intensity-cut" | "total-tce" | "total-tco2" | "coal-share" | "benchmark-capacity-share" | "audit-coverage";
                stretch: number | null;
                targetId: string;
            }[];
            /** @description Enterprises of the area; 0 without a target. */
            memberCount: number;
            year: number;
        };
        AsOf: {
            asOf: string;
            /** @description Last message of each gateway that counts. */
            positions: {
                gateway: number;
                receivedUntil: string;
                sequence: number;
            }[];
            /** @description End of the last journal range that counts. */
            receivedUntil: string;
        };
        AssessedRule: {
            /** @enum {string} */
            base: "comprehensive" | "statistical";
            deductions: {
                /**
                 * @description Off the total alone, or off the numerator of intensity too.
                 * @enum {string}
                 */
                from: "total" | "total-and-intensity";
                /** @enum {string} */
                what: "feedstock" | "renewables" | "green-certificates";
            }[];
            documentNo: string;
            id: string;
            /** Format: date */
            issuedOn: string;
            issuer: string;
            no: number;
            recordedAt: string;
            recordedBy: string;
            /** @enum {string} */
            scopeType: "enterprise" | "park" | "region" | "sector" | "nation";
            /**
             * @description Credit code, park, region or industry code (prefixes cover); empty for the nation.
             * @default
             */
            scopeValue: string;
            /** @description `no` of the rule it takes the place of. */
            supersedes: number | null;
            /** Format: date */
            validFrom: string;
            /**
             * @description First day it no longer holds.
             * @default null
             */
            validTo: string | null;
        };
        Attachment: {
            id: string;
            /** @description Not shown to the enterprise’s own people. */
            internal: boolean;
            mediaType: string;
            name: string;
            sha256: string;
            sizeBytes: number;
            uploadedAt: string;
            uploadedBy: string;
        };
        AuditFinding: {
            /** @enum {string} */
            action: "write" | "revise" | "issue" | "answer" | "return" | "close";
            at: string;
            by: string;
            description: string;
            engagementId: string;
            enterpriseId: string;
            evidence: string;
            id: string;
            /** @description Steps so far. */
            no: number;
            /** @description The answer, or why it was returned or closed. */
            note: string;
            recommendation: string;
            severity: number;
            /** @enum {string} */
            state: "draft" | "issued" | "answered" | "closed";
            title: string;
        };
        AuditRow: {
            action: string;
            actor: {
                userId: string | null;
                username: string;
            };
            at: string;
            details: unknown;
            enterpriseId: string | null;
            previousSha256: string;
            sequence: number;
            sha256: string;
            subject: {
                id: string;
                type: string;
            };
        };
        AuditSample: {
            drawnAt: string;
            drawnBy: string;
            enterpriseId: string;
            id: string;
            method: string;
            /** @description Such as `E01`, `2026-03-01` or `E01|2026-03`. */
            picked: string[];
            populationCount: number;
            /** @description Of the canonical JSON of the sorted population. */
            populationSha256: string;
            purpose: string;
            /** @description Whether drawing again from the kept population gives the same. */
            repeats: boolean;
            seed: string;
            /** @enum {string} */
            unit: "meter" | "day" | "month" | "meter-day" | "meter-month";
        };
        AuditVerification: {
            finishedAt: string | null;
            id: string;
            /** @description Null while running. */
            ok: boolean | null;
            requestedAt: string;
            requestedBy: string;
            result: {
                auditLog: {
                    findings: {
                        /** @enum {string} */
                        kind: "content" | "link" | "gap" | "inserted" | "tail" | "rewritten";
                        message: string;
                        /** @description The row that is altered, put in or missing; of several, the first. */
                        sequence: number;
                    }[];
                    /** @description Signed roots whose end of the log was found unchanged. */
                    headsConfirmed: number;
                    lastSequence: number;
                    ok: boolean;
                    rows: number;
                    /** @description Hash of the last row: the end of the chain. */
                    sha256: string;
                };
                /** @description Why it could not be carried out. */
                failure: string | null;
                signedRoots: {
                    currentKeyId: string | null;
                    date: string | null;
                    findings: {
                        /** @enum {string} */
                        kind: "content" | "signature" | "unknown-key" | "link" | "gap";
                        message: string;
                        number: number;
                    }[];
                    from: string | null;
                    ok: boolean;
                    publicKeyIds: string[];
                    roots: number;
                };
            } | null;
            /** @enum {string} */
            state: "running" | "finished";
        };
        BudgetApplication: {
            appliedAt: string;
            appliedBy: string;
            attachmentIds: string[];
            decided: {
                at: string;
                by: string;
                /** @enum {string} */
                decision: "grant" | "refuse";
                documentNo: string;
                note: string;
                /** @description Version that grants it. */
                version: number | null;
            } | null;
            enterpriseId: string;
            figures: {
                name: string;
                unit: string;
                value: number;
            }[];
            id: string;
            reason: string;
            requestedLimit: number;
            targetId: string;
            /** @description Version of the targets that it asks to change. */
            version: number;
            year: number;
        };
        BudgetRow: {
            actual: number | null;
            basis: string | null;
            enterpriseId: string;
            forecast: {
                high: number;
                low: number;
                point: number;
            } | null;
            /** @description Point of the forecast over the limit. */
            forecastRatio: number | null;
            industryCode: string;
            limit: number | null;
            metric: string;
            name: string;
            parkCode: string | null;
            period: string;
            plannedToDate: number | null;
            progressRatio: number | null;
            settledThrough: string | null;
            /** @description Worst of what the rules say now, 0 to 3. */
            severity: number;
            stoppedBy: {
                month: string;
                reason: string;
            } | null;
            targetId: string;
            unit: string;
            usedRatio: number | null;
        };
        BudgetSum: {
            account: string | null;
            /** @description Of those that are known. */
            actual: number;
            basis: string | null;
            enterpriseCount: number;
            /** @description Bounds added up, as if all went wrong the same way. */
            forecast: {
                high: number;
                low: number;
                point: number;
            } | null;
            /** @description Of all of them. */
            limit: number;
            limitOfKnown: number;
            metric: string;
            /** @description The one that runs: `2026`, `2026-Q4` or `2026-11`. */
            period: string;
            plannedToDate: number;
            progressRatio: number | null;
            unit: string;
            /** @description Of these nothing is known from the start of the period on. */
            unknownCount: number;
        };
        Calibration: {
            accuracyClass: string | null;
            attachmentId: string | null;
            certificateNo: string;
            /** @enum {string} */
            kind: "verification" | "calibration";
            meterId: string;
            organisation: string;
            performedOn: string;
            recordedAt: string;
            recordedBy: string;
            replaces: number | null;
            /** @enum {string} */
            result: "passed" | "failed";
            revision: number;
            validUntil: string | null;
        };
        CalibrationStanding: {
            daysLeft: number | null;
            meterId: string;
            name: string;
            record: components["schemas"]["Calibration"] | null;
            /** @enum {string} */
            state: "valid" | "expired" | "failed" | "none";
        };
        CalorificValue: {
            /**
             * @description Empty for the period as a whole.
             * @default
             */
            batch: string;
            /**
             * @description Amount of the batch in `unit`: its weight in the mean.
             * @default null
             */
            batchQuantity: number | null;
            /** @description Test report. */
            documentNo: string;
            /** @enum {string} */
            energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
            /** @description Net calorific value as received; null takes an earlier value back. */
            kjPerUnit: number | null;
            no: number;
            recordedAt: string;
            recordedBy: string;
            /** @enum {string} */
            unit: "kg" | "m3";
            /** Format: date */
            validFrom: string;
            /**
             * Format: date
             * @description First day it no longer holds.
             */
            validTo: string;
        };
        Case: {
            /** @description Until that day, by the calendar and by working days; negative once it is over. */
            daysLeft: {
                calendarDays: number;
                workingDays: number;
            } | null;
            deputy: string | null;
            /** @description Next day on which an answer is due. */
            dueOn: string | null;
            enterpriseId: string;
            enterpriseName: string;
            /** @description When the unit was heard. */
            heardAt: string | null;
            id: string;
            inspector: string;
            mergedIntoId: string | null;
            openedAt: string;
            /** @enum {string} */
            state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
            title: string;
        };
        Conflict: {
            enterpriseId: string;
            id: string;
            kept: {
                position: number;
                value: number;
            };
            meterId: string;
            readAt: string;
            recordedAt: string;
            refused: {
                position: number;
                value: number;
            };
        };
        ConsumptionComparison: {
            change: {
                /** @description Share of the earlier figure; null where either is missing or the earlier one is 0. */
                tceCalorific: number | null;
                /** @description Share of the earlier figure; null where either is missing or the earlier one is 0. */
                tcePrimary: number | null;
                /** @description Share of the earlier figure; null where either is missing or the earlier one is 0. */
                tco2: number | null;
            };
            current: {
                /** @description Time for which the energy is known, over the time that has passed, 0 to 1. */
                completeness: number;
                end: string;
                /** @description Part that is estimated or questionable, 0 to 1. */
                estimatedShare: number;
                factorIds: string[];
                groups: components["schemas"]["ConsumptionGroup"][];
                /** @description Sums of what is known, while the rest is missing. */
                known: {
                    tceCalorific: number;
                    tcePrimary: number;
                    tco2: number;
                };
                missing: components["schemas"]["MissingPart"][];
                start: string;
                /** @description Tonnes of standard coal at calorific value (当量值). */
                tceCalorific: number | null;
                /** @description Tonnes of standard coal at primary-energy value (等价值). */
                tcePrimary: number | null;
                /** @description Tonnes of CO2. */
                tco2: number | null;
            };
            /** @description Null where your engagement does not cover it. */
            earlier: {
                /** @description Time for which the energy is known, over the time that has passed, 0 to 1. */
                completeness: number;
                end: string;
                /** @description Part that is estimated or questionable, 0 to 1. */
                estimatedShare: number;
                factorIds: string[];
                groups: components["schemas"]["ConsumptionGroup"][];
                /** @description Sums of what is known, while the rest is missing. */
                known: {
                    tceCalorific: number;
                    tcePrimary: number;
                    tco2: number;
                };
                missing: components["schemas"]["MissingPart"][];
                start: string;
                /** @description Tonnes of standard coal at calorific value (当量值). */
                tceCalorific: number | null;
                /** @description Tonnes of standard coal at primary-energy value (等价值). */
                tcePrimary: number | null;
                /** @description Tonnes of CO2. */
                tco2: number | null;
            } | null;
            quantityChanges: {
                /** @description Share of the earlier figure; null where either is missing or the earlier one is 0. */
                change: number | null;
                energyKind: string;
            }[];
        };
        ConsumptionGroup: {
            /** @description Time for which the energy is known, over the time that has passed, 0 to 1. */
            completeness: number;
            displayQuantity?: number | null;
            /** @description The unit that was asked for. */
            displayUnit?: string;
            energyKind: string;
            /** @description Part that is estimated or questionable, 0 to 1. */
            estimatedShare: number;
            meterId?: string;
            /** @description In `unit`, exact; null while nothing is known of the period. */
            quantity: number | null;
            /** @enum {string} */
            source: "metered" | "ledger";
            /** @enum {string} */
            state: "known" | "no-data" | "awaiting-report" | "monthly-only";
            /** @description Tonnes of standard coal at calorific value (当量值). */
            tceCalorific: number | null;
            /** @description Tonnes of standard coal at primary-energy value (等价值). */
            tcePrimary: number | null;
            /** @description Tonnes of CO2. */
            tco2: number | null;
            unit: string;
        };
        Contact: {
            changedAt: string;
            changedBy: string;
            /** @default null */
            email: string | null;
            from: string | null;
            id: string;
            /**
             * @default zh
             * @enum {string}
             */
            language: "zh" | "en";
            name: string;
            /** @default null */
            phone: string | null;
            /**
             * @description `energy-manager` 能源管理负责人, `deputy` 代理人, `inspector-on-duty` 值班监察员.
             * @enum {string}
             */
            post: "energy-manager" | "deputy" | "inspector-on-duty";
            /** @default null */
            quietHours: {
                from: string;
                to: string;
            } | null;
            /** @description Region code, park code or enterprise id; empty for the platform. */
            scopeId: string;
            /** @enum {string} */
            scopeType: "region" | "park" | "enterprise";
            /** @default 1 */
            severityMin: 1 | 2 | 3;
            to: string | null;
            /**
             * @description Account of the person: what names it reaches them off duty, too.
             * @default null
             */
            username: string | null;
            version: number;
        };
        Correction: {
            /** @description Rises by one with every approval. */
            correctionNo?: number;
            enterpriseId: string;
            /** @description First instant it is about. */
            firstAt: string;
            id: string;
            itemCount: number;
            lastAt: string;
            proposalId?: string;
            /** @description When those who count had it; the figures follow within seconds. */
            publishedAt?: string;
            reason: string;
            requestedAt: string;
            requestedBy: string;
            /** @enum {string} */
            state: "requested" | "checked" | "approved" | "rejected" | "withdrawn";
            /** @enum {string} */
            type: "manual-reading" | "replaced-value" | "void-reading" | "meter-exchange" | "reject-step" | "production" | "revocation";
        };
        CorrectionDetails: {
            attachments: {
                id: string;
                mediaType: string;
                name: string;
                sha256: string;
                sizeBytes: number;
            }[];
            /** @description Rises by one with every approval. */
            correctionNo?: number;
            decisions: {
                at: string;
                by: string;
                note: string;
                /** @enum {string} */
                state: "requested" | "checked" | "approved" | "rejected" | "withdrawn";
            }[];
            enterpriseId: string;
            /** @description First instant it is about. */
            firstAt: string;
            id: string;
            isRevoked: boolean;
            itemCount: number;
            items: {
                at: string;
                initialValue?: number;
                meterId?: string;
                product?: string;
                replaces?: string;
                revokesNo?: number;
                to?: string;
                unit?: string;
                /** @description Absent: the reading does not count. */
                value?: number;
            }[];
            lastAt: string;
            proposalId?: string;
            /** @description When those who count had it; the figures follow within seconds. */
            publishedAt?: string;
            reason: string;
            requestedAt: string;
            requestedBy: string;
            /** @enum {string} */
            state: "requested" | "checked" | "approved" | "rejected" | "withdrawn";
            /** @enum {string} */
            type: "manual-reading" | "replaced-value" | "void-reading" | "meter-exchange" | "reject-step" | "production" | "revocation";
        };
        DeclaredStop: {
            changedAt: string;
            changedBy: string;
            declaredAt: string;
            declaredBy: string;
            from: string;
            id: string;
            /** @enum {string} */
            kind: "fault" | "stop";
            /** @description None: the whole enterprise. */
            meterIds: string[];
            reason: string;
            revision: number;
            to: string | null;
            withdrawn: boolean;
        };
        Demand: {
            asOf?: components["schemas"]["AsOf"];
            days: {
                /** @description Start of the quarter hour. */
                at: string;
                end: string;
                /** @description True: the maximum rests on estimated data and proves no peak. */
                estimated: boolean;
                kw: number;
                /** @description Highest quarter hour that is fully measured. */
                measuredKw: number | null;
                start: string;
            }[];
            enterpriseId: string;
            from: string;
            items: {
                estimated: boolean;
                kw: number;
                start: string;
            }[];
            meterId: string;
            months: {
                /** @description Start of the quarter hour. */
                at: string;
                end: string;
                /** @description True: the maximum rests on estimated data and proves no peak. */
                estimated: boolean;
                kw: number;
                /** @description Highest quarter hour that is fully measured. */
                measuredKw: number | null;
                start: string;
            }[];
            timeZone: string;
            to: string;
            /** @constant */
            unit: "kW";
        };
        Device: {
            /** @enum {string} */
            credential: "password" | "certificate";
            id: string;
            issuedAt: string;
            /** @description Last message of any kind, to half a minute; null before the first. */
            lastSeenAt: string | null;
            mqttsUrl?: string;
            mqttUrl: string;
            name: string;
            revokedAt: string | null;
            topics: {
                [key: string]: string;
            };
            username: string;
        };
        DutyDay: {
            /** @description Received of expected; null where none is due. */
            completenessRatio: number | null;
            countedAt: string;
            date: string;
            /** @description Readings that a declared fault or stop lifts. */
            declaredCount: number;
            /** @description Readings due, without those declared off. */
            expectedCount: number;
            judgedAt: string;
            /** @description Readings by meter; those without any are absent. */
            meters: {
                [key: string]: number;
            };
            /** @description Readings there, of each meter up to what is due. */
            receivedCount: number;
            /** @enum {string} */
            result: "met" | "not-met" | "exempt" | "not-judged";
            /** @description First silent day by silent meter. */
            silentSince: {
                [key: string]: string;
            };
            verdicts: components["schemas"]["DutyVerdict"][];
        };
        DutyVerdict: {
            reason: string;
            /** @enum {string} */
            result: "met" | "not-met" | "exempt" | "not-judged";
            /** @enum {string} */
            rule: "completeness" | "fault-declared" | "clock-offset" | "timeliness" | "monthly-consistency";
        };
        EnergyBalance: {
            asOf: string;
            enterpriseId: string;
            factorSet: string;
            years: {
                kinds: {
                    factors: {
                        /** @enum {string} */
                        basis: "calorific" | "primary";
                        id: string;
                        kgcePerUnit: number;
                        months: string[];
                        /** @enum {string} */
                        origin: "table" | "measured" | "enterprise";
                        source: string;
                        /** @enum {string} */
                        status: "provisional" | "final";
                        /** @enum {string} */
                        unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                        verified: boolean;
                    }[];
                    figures: {
                        closingStock: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumed: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedFeedstock: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedIndustrial: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedLiving: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedNonIndustrial: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedTransport: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        conversionInput: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        conversionOutput: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        difference: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        distributionLoss: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        endUse: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        openingStock: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        purchased: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        purchasedOtherProvince: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        recovered: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        suppliedOut: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                    };
                    /** @description False for media, whose energy was counted before. */
                    inTotal: boolean;
                    /** @enum {string} */
                    kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                    missing: {
                        month: string;
                        /** @enum {string} */
                        what: "unit" | "calorific" | "primary";
                    }[];
                    purchaseCostCny: number | null;
                    /** @enum {string} */
                    unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                    unitPriceCny: number | null;
                }[];
                /** @description Those that count; the others are awaited. */
                months: string[];
                total: {
                    figures: {
                        closingStock: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumed: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedFeedstock: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedIndustrial: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedLiving: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedNonIndustrial: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        consumedTransport: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        conversionInput: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        conversionOutput: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        difference: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        distributionLoss: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        endUse: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        openingStock: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        purchased: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        purchasedOtherProvince: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        recovered: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                        suppliedOut: {
                            quantity: number | null;
                            tceCalorific: number | null;
                            tcePrimary: number | null;
                        };
                    };
                    net: {
                        quantity: number | null;
                        tceCalorific: number | null;
                        tcePrimary: number | null;
                    };
                    purchaseCostCny: number | null;
                };
                year: number;
            }[];
        };
        EnergyBill: {
            amountCny: number | null;
            firstDay: string;
            /** @enum {string} */
            kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
            lastDay: string;
            note: string;
            number: number;
            quantity: number;
            recordedAt: string;
            recordedBy: string;
            replaces: number | null;
            split: {
                flat?: number;
                peak?: number;
                sharp?: number;
                valley?: number;
            } | null;
            /** @description The parts do not add up to the quantity. */
            splitDiffers: boolean;
            /** @enum {string} */
            unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
        };
        Engagement: {
            auditors: {
                name: string;
                username: string;
            }[];
            commissioner: string;
            /** @enum {string} */
            commissionerType: "authority" | "enterprise";
            createdAt: string;
            dataAsOf: string | null;
            documentNo: string;
            /** @description Those that the caller may see. */
            enterpriseIds: string[];
            expiresAt: string;
            id: string;
            periodFrom: string;
            periodTo: string;
            /** @enum {string} */
            state: "active" | "closed" | "revoked";
            title: string;
        };
        Enterprise: {
            class?: string;
            id: string;
            industryCode: string;
            name: string;
            parkCode?: string;
            /** @description False until the data plane has the latest registry of the enterprise. */
            published: boolean;
            regionCode: string;
            registryVersion: number;
            timeZone: string;
        };
        Explanation: {
            account: string;
            /** @description Whether every meter of this page agrees with what is stored. */
            agrees: boolean | null;
            asOf?: components["schemas"]["AsOf"];
            assessedRuleId: string | null;
            engineVersion: number;
            enterpriseId: string;
            factorSet: {
                id: string;
                publishedOn: string;
            };
            /** @description The total, by stretch and kind. */
            figures: components["schemas"]["FigureExplanation"][];
            from: string;
            meters: {
                items: components["schemas"]["MeterExplanation"][];
                next?: string;
            };
            registryVersion: number;
            timeZone: string;
            to: string;
            /** @description Why each meter counts or not. */
            verdicts: {
                meterId: string;
                verdict: string;
            }[];
        };
        Factor: {
            id: string;
            kind: string;
            /** @description Set it was first entered with. */
            originSetId: string;
            source: string;
            status: string;
            /** @enum {string} */
            type: "standard-coal" | "carbon" | "density";
            unit: string;
            validFrom: string;
            validTo: string | null;
            verification: {
                agrees: boolean;
                checkedAgainst: string;
                note: string;
                recordedAt: string;
                recordedBy: string;
            } | null;
            /** @description True once a second person found it to agree with its text. */
            verified: boolean;
        } & {
            [key: string]: unknown;
        };
        FactorSet: {
            basedOn: string | null;
            id: string;
            name: string;
            publishedOn: string;
            recordedAt: string;
            recordedBy: string;
            sha256: string;
        };
        Failure: {
            code: string;
            details?: unknown;
            message: string;
            /** @description What the log has it under. */
            requestId: string;
        };
        FigureExplanation: {
            end: string;
            energyKind: string;
            missing: unknown[];
            parts: {
                [key: string]: number;
            } | null;
            quantity: number | null;
            /** @description What the account adds and takes off. */
            rule: string;
            source: string;
            start: string;
            state: string;
            steps: {
                factor: {
                    enterpriseId: string | null;
                    id: string;
                    perUnit: number;
                    regionCode: string | null;
                    set: string;
                    source: string;
                    status: string;
                    unit: string;
                    validFrom: string;
                    validTo: string | null;
                    verified: boolean;
                } | null;
                /** @enum {string} */
                figure: "tceCalorific" | "tcePrimary" | "tco2";
                text: string;
                value: number | null;
            }[];
            unit: string;
        };
        IssuedCredential: {
            /** @description The authority’s certificate, to check the gateway’s by. */
            authority?: string;
            certificate?: string;
            certificateSha256?: string;
            expiresAt?: string;
            id: string;
            /** @description With TLS; the one for devices with a certificate. */
            mqttsUrl?: string;
            mqttUrl: string;
            name: string;
            password?: string;
            privateKey?: string;
            topics: {
                [key: string]: string;
            };
            /** @description User name and MQTT client id. */
            username: string;
        };
        JournalVerification: {
            finishedAt: string | null;
            gateways: {
                failure: string | null;
                gateway: number;
                report: {
                    findings: {
                        block: number | null;
                        message: string;
                        segment: number | null;
                        sequence: number | null;
                    }[];
                    finishedAtMs: number;
                    firstSequence: number | null;
                    gateway: number;
                    lastSequence: number | null;
                    ok: boolean;
                    records: number;
                    segments: number;
                    startedAtMs: number;
                } | null;
            }[];
            id: string;
            /** @description True when every gateway answered and found no damage; null while running. */
            ok: boolean | null;
            requestedAt: string;
            requestedBy: string;
            /** @enum {string} */
            state: "running" | "finished";
        };
        LedgerDraft: {
            document: {
                lines: ({
                    /** @description Measured net calorific values, kJ per kg or m³. */
                    calorificBatches?: {
                        kjPerUnit: number;
                        quantity: number;
                    }[];
                    closingStock?: number | null;
                    consumed?: number | null;
                    consumedFeedstock?: number | null;
                    consumedIndustrial?: number | null;
                    consumedLiving?: number | null;
                    consumedNonIndustrial?: number | null;
                    consumedTransport?: number | null;
                    conversionInput?: number | null;
                    conversionOutput?: number | null;
                    distributionLoss?: number | null;
                    /** @enum {string} */
                    kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                    openingStock?: number | null;
                    purchaseCostCny?: number | null;
                    purchased?: number | null;
                    purchasedOtherProvince?: number | null;
                    recovered?: number | null;
                    suppliedOut?: number | null;
                    /**
                     * @description Of every quantity of the line.
                     * @enum {string}
                     */
                    unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                } & {
                    [key: string]: unknown;
                })[];
                month: string;
                outputs: ({
                    outputValueCny?: number | null;
                    productId: string;
                    quantity?: number | null;
                    unit: string;
                    valueAddedCny?: number | null;
                } & {
                    [key: string]: unknown;
                })[];
            };
            updatedAt: string;
            updatedBy: string;
            version: number;
        };
        LedgerFinding: {
            /** @enum {string} */
            code: "month-not-over" | "nothing-filled-in" | "kind-twice" | "product-twice" | "unit-unfit" | "product-unknown" | "product-unit-differs" | "value-missing" | "value-negative" | "value-too-large" | "part-above-whole" | "parts-do-not-add-up" | "stock-does-not-follow" | "stock-without-line" | "next-stock-differs" | "gain-or-loss" | "change-implausible" | "calorific-value-unusual" | "batches-above-supply" | "kind-missing";
            message: {
                en: string;
                zh: string;
            };
            path: string;
            /** @enum {string} */
            severity: "blocking" | "warning";
        };
        LedgerRevision: {
            /** @description Whether its figures count now. */
            counting: boolean;
            document: {
                lines: ({
                    /** @description Measured net calorific values, kJ per kg or m³. */
                    calorificBatches?: {
                        kjPerUnit: number;
                        quantity: number;
                    }[];
                    closingStock?: number | null;
                    consumed?: number | null;
                    consumedFeedstock?: number | null;
                    consumedIndustrial?: number | null;
                    consumedLiving?: number | null;
                    consumedNonIndustrial?: number | null;
                    consumedTransport?: number | null;
                    conversionInput?: number | null;
                    conversionOutput?: number | null;
                    distributionLoss?: number | null;
                    /** @enum {string} */
                    kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                    openingStock?: number | null;
                    purchaseCostCny?: number | null;
                    purchased?: number | null;
                    purchasedOtherProvince?: number | null;
                    recovered?: number | null;
                    suppliedOut?: number | null;
                    /**
                     * @description Of every quantity of the line.
                     * @enum {string}
                     */
                    unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                } & {
                    [key: string]: unknown;
                })[];
                month: string;
                outputs: ({
                    outputValueCny?: number | null;
                    productId: string;
                    quantity?: number | null;
                    unit: string;
                    valueAddedCny?: number | null;
                } & {
                    [key: string]: unknown;
                })[];
            };
            month: string;
            reason: string;
            recordedAt: string;
            recordedBy: string;
            revision: number;
            /** @enum {string} */
            source: "form" | "template" | "import";
            /** @enum {string} */
            state: "submitted" | "checked" | "accepted" | "returned";
            steps: {
                /** @enum {string} */
                action: "submit" | "check" | "accept" | "return";
                findings: components["schemas"]["LedgerFinding"][];
                note: string;
                recordedAt: string;
                recordedBy: string;
                /** @enum {string} */
                state: "submitted" | "checked" | "accepted" | "returned";
            }[];
        };
        LoadCurve: {
            asOf?: components["schemas"]["AsOf"];
            /** @description Usual length of a point, ms; days of 23 or 25 hours and cut ones differ. */
            bucketMs: number;
            enterpriseId: string;
            from: string;
            /**
             * @description Whether a point is some quarter hours, or some whole days of the zone.
             * @enum {string}
             */
            level: "quarter-hour" | "day";
            series: {
                /** @description Estimated among those that are known, 0 to 1. */
                estimatedShare: number[];
                /** @description Which point of the range, from 0; what is missing is absent. */
                index: number[];
                /** @description Quarter hours that are known, of those that have begun, 0 to 1. */
                knownShare: number[];
                maxKw: number[];
                /** @description Mean of the quarter hours that are known. */
                meanKw: number[];
                meterId: string;
                minKw: number[];
                name: string;
            }[];
            /** @description Start of each point of the range, ms since the epoch; the last ends with `to`. */
            startsMs: number[];
            timeZone: string;
            to: string;
            /** @constant */
            unit: "kW";
        };
        MeasureSaving: {
            adjustedBaselineTce: number | null;
            arithmetic: string[];
            baseline: {
                drivers: (number | null)[];
                month: string;
                tce: number | null;
            }[];
            baselineTce: number;
            /** @enum {string} */
            basis: "calorific" | "primary";
            confidence: number;
            drivers: string[];
            isSignificant: boolean;
            measureId: string;
            /** @description Boundary; none: the enterprise as a whole. */
            meterIds: string[];
            model: {
                coefficients: number[];
                cvRmse: number | null;
                degreesOfFreedom: number;
                intercept: number;
                periodCount: number;
                rmseTce: number;
                rSquared: number | null;
                tValues: (number | null)[];
            } | null;
            /** @description Why no saving is stated. */
            refusals: ("baseline-too-short" | "no-reporting-period" | "drivers-not-independent" | "model-too-poor" | "outside-baseline" | "months-missing")[];
            reporting: {
                drivers: (number | null)[];
                month: string;
                tce: number | null;
            }[];
            reportingTce: number;
            savingTce: number | null;
            /** @description Half width of the interval around the saving. */
            uncertaintyTce: number | null;
            weather: {
                /** @description Without them no weather is weighed. */
                missingMonths: string[];
                /** @description Region whose weather counts. */
                regionCode: string;
                weighed: {
                    driver: string;
                    /** @description Significant in the baseline. */
                    isUsed: boolean;
                    /** @description Null where it does not vary, or nothing scatters. */
                    tValue: number | null;
                }[];
            } | null;
        };
        Meter: {
            dataCode?: string;
            /** @enum {string} */
            energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "reactive-electricity";
            /** @enum {string} */
            flow: "purchased" | "supplied-out" | "generated" | "process";
            id: string;
            intervalSeconds?: number;
            /** @enum {string} */
            kind: "register" | "interval" | "power";
            /** @enum {number} */
            level: 1 | 2 | 3;
            masterMeterId?: string;
            multiplier: number;
            name: string;
            ratedPowerKw?: number;
            registerMax?: number;
            /** @description From when on it is out of use and owes no readings; absent while it is in use. */
            retiredAt?: string;
            siteId?: string;
            /** @enum {string} */
            unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
            validFrom: string;
        };
        MeterExplanation: {
            /** @description Whether both are the same to the bit. */
            agrees: boolean | null;
            arithmetic: string[];
            corrections: {
                by: string;
                correctionNo: number;
                readAt: string;
                reason: string;
                recordedAt: string;
                /** @description Null: the reading does not count. */
                value: number | null;
            }[];
            /** @description Counted again from the readings. */
            counted: {
                coveredMs: number;
                estimatedQuantity: number;
                quantity: number;
            };
            energyKind: string;
            /** @description Meanings that touch the range; what lies before the first one goes by it, too. */
            epochs: {
                from: string;
                kind: string;
                multiplier: number;
                unit: string;
            }[];
            exchanges: {
                at: string;
                finalValue: number;
                initialValue: number;
            }[];
            flow: string;
            isListCut: boolean;
            /** @description Segments that are not plainly measured, the first 100. */
            listed: {
                dialDelta: number;
                factor: number;
                from: string;
                known: boolean;
                quality: string;
                quantity: number;
                reason: string;
                to: string;
            }[];
            masterMeterId: string | null;
            meterId: string;
            name: string;
            readings: {
                /** @description The first one at or after its end. */
                after: {
                    /** @description Where the message stands: `<gateway>/<sequence>`. */
                    position: string;
                    readAt: string;
                    /** @description What the meter showed, before any multiplier. */
                    value: number;
                } | null;
                /** @description The last one at or before its start. */
                before: {
                    /** @description Where the message stands: `<gateway>/<sequence>`. */
                    position: string;
                    readAt: string;
                    /** @description What the meter showed, before any multiplier. */
                    value: number;
                } | null;
                /** @description Stored readings in the range, before corrections. */
                count: number;
                first: {
                    /** @description Where the message stands: `<gateway>/<sequence>`. */
                    position: string;
                    readAt: string;
                    /** @description What the meter showed, before any multiplier. */
                    value: number;
                } | null;
                last: {
                    /** @description Where the message stands: `<gateway>/<sequence>`. */
                    position: string;
                    readAt: string;
                    /** @description What the meter showed, before any multiplier. */
                    value: number;
                } | null;
            };
            /** @description Stretches between readings that touch the range, by quality and reason. */
            segments: {
                count: number;
                quality: string;
                /** @description Of the segments as a whole. */
                quantity: number;
                reason: string;
            }[];
            /** @description What the aggregator stored; null as of earlier times. */
            stored: {
                coveredMs: number;
                estimatedQuantity: number;
                quantity: number;
            } | null;
            unit: string;
        };
        MissingPart: {
            basis?: string;
            /** @description First day of the range without it. */
            date?: string;
            energyKind: string;
            type: string;
            unit?: string;
        };
        NotificationChannel: {
            /** @description Of a URL, only what cannot be a key. */
            address: string;
            changedAt: string;
            changedBy: string;
            enabled: boolean;
            hasSecret: boolean;
            id: string;
            /** @enum {string} */
            kind: "email" | "sms" | "webhook" | "dingtalk" | "wecom" | "feishu";
            /** @enum {string} */
            language: "zh" | "en";
            name: string;
            /** @description Only severity 3 goes out in them. */
            quietHours: {
                from: string;
                to: string;
            } | null;
            /** @description How often to remind; null for a day. */
            repeatSeconds: number | null;
            /** @description Region code, park code or enterprise id; empty for the platform. */
            scopeId: string;
            /** @enum {string} */
            scopeType: "region" | "park" | "enterprise" | "platform";
            severityMin: 1 | 2 | 3;
            version: number;
        };
        NotificationDelivery: {
            address: string | null;
            answer: string | null;
            areaCode: string | null;
            areaType: string | null;
            attempt: number;
            destinationId: string | null;
            endedAt: string;
            enterpriseId: string | null;
            id: number;
            kind: string | null;
            messageId: string | null;
            notificationIds: string[];
            /** @enum {string} */
            outcome: "delivered" | "refused" | "failed" | "unknown" | "suppressed";
            /** @description Why it was sent, or kept back: `quiet-hours`, `silence:{id}` … */
            reason: string;
            requestId: string | null;
            severity: number;
            startedAt: string;
        };
        NotificationMessage: {
            address: string;
            areaCode: string | null;
            areaType: string | null;
            attemptCount: number;
            createdAt: string;
            createdBy: string;
            destinationId: string;
            dueAt: string;
            enterpriseId: string | null;
            id: string;
            kind: string;
            /** @description `first`, `new-in-group`, `resolved`, `repeat` … */
            reason: string;
            sentAgainOf: string | null;
            severity: number;
            /** @enum {string} */
            state: "due" | "sending" | "delivered" | "failed";
        };
        PolicyTemplate: {
            document: {
                [key: string]: unknown;
            };
            id: string;
            industryCode: string;
            name: string;
            /** @description What whoever uses it has to see to. */
            notes: string[];
            /** @enum {string} */
            part: "authority" | "plan";
            /** @description Null for what comes with the platform. */
            recordedAt: string | null;
            recordedBy: string;
            /** @description Documents that the figures of a built-in one are of. */
            sources: string[];
            version: number;
        };
        PolicyVersion: {
            applicationId: string | null;
            documentNo: string;
            effectiveFrom: string;
            note: string;
            /** @enum {string} */
            part: "authority" | "plan";
            sha256: string;
            signedAt: string;
            signedBy: string;
            /** @enum {string} */
            state: "signed" | "superseded" | "withdrawn";
            steps: {
                /** @enum {string} */
                action: "file" | "acknowledge" | "withdraw";
                at: string;
                by: string;
                documentNo: string;
                note: string;
            }[];
            version: number;
            year: number;
        };
        PowerFactor: {
            asOf?: components["schemas"]["AsOf"];
            enterpriseId: string;
            from: string;
            items: {
                /** @description Purchased, of the meters that none of the same stands above. */
                activeKwh: number;
                /** @description What each standard of 考核 adds to the bill as a share; negative: takes off. */
                adjustments: {
                    share: number;
                    standard: number;
                }[];
                end: string;
                /** @description Estimated part of what was counted, 0 to 1. */
                estimatedShare: number;
                /** @description Mean of the month; null where nothing flowed. */
                powerFactor: number | null;
                /** @description Both directions, without their signs. */
                reactiveKvarh: number;
                siteId: string | null;
                start: string;
            }[];
            timeZone: string;
            to: string;
        };
        QuarantinedMessage: {
            deviceId: string;
            enterpriseId: string;
            id: string;
            message: string;
            payloadBytes: number;
            /** @enum {string} */
            reason: "malformed" | "unknown-enterprise" | "unknown-device" | "unknown-meter" | "unknown-product" | "bad-time" | "future-time" | "too-old" | "not-a-number" | "out-of-range" | "too-large" | "too-many-readings" | "wrong-enterprise" | "rate-limited" | "retained";
            receivedAt: string;
            rejected: {
                /** @enum {string} */
                code: "malformed" | "unknown-enterprise" | "unknown-device" | "unknown-meter" | "unknown-product" | "bad-time" | "future-time" | "too-old" | "not-a-number" | "out-of-range" | "too-large" | "too-many-readings" | "wrong-enterprise" | "rate-limited" | "retained";
                index: number;
                message: string;
                meterId: string;
            }[];
            /** @description Readings that were refused; 0 when the whole message was. */
            rejectedCount: number;
            replayedAt: string | null;
            replayedBy: string | null;
            replayPosition: string | null;
            source: string;
            /** @enum {string} */
            state: "open" | "replayed";
            topic: string;
        };
        Reading: {
            /** @description The approved correction in force; `value` beside it stays what was received. */
            correction?: {
                by: string;
                correctionId: string;
                correctionNo: number;
                reason: string;
                recordedAt: string;
                type: string;
                /** @description What counts instead; null: the reading does not. */
                value: number | null;
            };
            meterId: string;
            /** @description Where the message stands: `<gateway>/<sequence>`; null where a person entered it. */
            position: string | null;
            readAt: string;
            /** @description When the gateway received the message, to the start of its journal range (a tenth of a second to a few seconds); null while the outcome of the range is not on record yet. */
            receivedAt: string | null;
            /** @description What the meter showed, in its unit, before any multiplier. */
            value: number;
        };
        ReadingVerification: {
            finishedAt: string | null;
            from: string;
            gateways: {
                /** @description Why there is no result of this journal. */
                failure: string | null;
                findingCount: number | null;
                findings: {
                    journalled: {
                        /** @description Where the message stands: `<gateway>/<sequence>`. */
                        position: string;
                        value: number;
                    } | null;
                    /** @enum {string} */
                    kind: "missing" | "altered" | "wrong-winner" | "foreign";
                    meterId: string;
                    readAt: string;
                    stored: {
                        /** @description Where the message stands: `<gateway>/<sequence>`. */
                        position: string;
                        value: number;
                    } | null;
                }[];
                gateway: number;
                messageCount: number | null;
                /** @description While it runs: messages to be looked at. */
                messageTotal: number | null;
                readingCount: number | null;
                /** @description Messages left out: still on their way. */
                unrecordedCount: number | null;
            }[];
            id: string;
            /** @description True when every journal was looked at and nothing differed; null while running. */
            ok: boolean | null;
            requestedAt: string;
            requestedBy: string;
            /** @enum {string} */
            state: "running" | "finished";
            to: string;
        };
        Reconciliation: {
            enterpriseId: string;
            kinds: {
                /** @description Daily against monthly within 5 % in every month; null: nothing to compare. */
                consistent: boolean | null;
                /** @enum {string} */
                kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                months: {
                    bill: {
                        amountCny: number | null;
                        firstDay: string;
                        lastDay: string;
                        metered: {
                            completeness: number;
                            estimatedShare: number;
                            quantity: number;
                        } | null;
                        quantity: number;
                    } | null;
                    comparisons: {
                        causes: {
                            /** @enum {string} */
                            code: "period-shift" | "missing-readings" | "estimated-readings" | "multiplier" | "unit";
                            completeness?: number;
                            factor?: number;
                            /** @description Metered over the other period. */
                            quantity?: number;
                            /** @description Difference that would be left. */
                            ratio?: number;
                            share?: number;
                        }[];
                        difference: number;
                        left: number;
                        /**
                         * @description The second one is the reference.
                         * @enum {string}
                         */
                        name: "metered-ledger" | "metered-bill" | "bill-ledger";
                        percent: number | null;
                        right: number;
                        /** @enum {string} */
                        verdict: "agrees" | "within" | "beyond";
                    }[];
                    ledger: number | null;
                    metered: {
                        completeness: number;
                        estimatedShare: number;
                        quantity: number;
                    } | null;
                    month: string;
                }[];
                readingDay: number | null;
                /** @enum {string} */
                unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
            }[];
            limits: {
                agreesPercent: number;
                withinPercent: number;
            };
            year: number;
        };
        ReportedEvent: {
            at: string;
            decision?: {
                at: string;
                by: string;
                correctionNo?: number;
                reason: string;
                /** @enum {string} */
                state: "accepted" | "dismissed";
            };
            deviceId: string;
            finalValue: number | null;
            id: string;
            initialValue: number | null;
            /** @description A proposal that nobody has decided about. */
            isOpen: boolean;
            meterId: string;
            note: string;
            receivedAt: string;
            type: string;
        };
        ReportedOutput: {
            correction?: {
                by: string;
                correctionId: string;
                correctionNo: number;
                from: string;
                id: string;
                quantity: number;
                reason: string;
                recordedAt: string;
                to: string;
                unit: string;
            };
            /** @description Null where a person entered it. */
            deviceId: string | null;
            from: string;
            id: string;
            product: string;
            /** @description As first put on record; what counts stands in `correction`. */
            quantity: number;
            receivedAt: string;
            to: string;
            unit: string;
        };
        ReportingInterval: {
            documentNo: string;
            intervalSeconds: number;
            /**
             * @description Null: every register of the enterprise.
             * @default null
             */
            meterId: string | null;
            reason: string;
            recordedAt: string;
            recordedBy: string;
            revision: number;
            /** Format: date */
            validFrom: string;
        };
        SavedQuery: {
            id: string;
            name: string;
            /** @description Page of the console that asks it, such as `history`. */
            page: string;
            savedAt: string;
            /** @description The question as the address of the page has it. */
            search: string;
        };
        SignedRoot: {
            document: {
                auditLog: {
                    sequence: number;
                    sha256: string;
                };
                /** Format: date-time */
                createdAt: string;
                /** Format: date */
                date: string;
                /** @constant */
                format: "hengneng-signed-root-1";
                /** Format: date */
                from: string;
                gateways: {
                    failure: string | null;
                    gateway: number;
                    head: {
                        chainHash: string;
                        sequence: number;
                    } | null;
                }[];
                number: number;
                previousSha256: string;
                publicKeyId: string;
            };
            sha256: string;
            /** Format: base64 */
            signature: string;
        };
        Silence: {
            createdAt: string;
            createdBy: string;
            endedAt: string | null;
            endedBy: string | null;
            from: string;
            id: string;
            matchers: {
                /** @description `enterpriseId`, `rule`, `subjectId`, `word`, `severity`, or a label. */
                field: string;
                values: string[];
            }[];
            reason: string;
            /** @description Region code, park code or enterprise id; empty for the platform. */
            scopeId: string;
            /** @enum {string} */
            scopeType: "region" | "park" | "enterprise" | "platform";
            to: string;
        };
        TargetStandings: {
            asOf: string;
            /** @description Version of the targets; null: there are none. */
            authorityVersion: number | null;
            /** @description How far measured data reach. */
            dataThrough: string | null;
            enterpriseId: string;
            planVersion: number | null;
            targets: {
                account: string | null;
                baseline: {
                    value: number;
                    year: number;
                } | null;
                baselineLevel: number | null;
                basis: string | null;
                benchmark: number | null;
                documentNo: string | null;
                energyKind: string | null;
                /** @description That the figures were made with; null where the pinned one is not there. */
                factorSet: string | null;
                id: string;
                isRatio: boolean;
                issuedOn: string | null;
                issuer: string | null;
                level: (string | number) | null;
                line: string | null;
                metric: string;
                /** @enum {string} */
                period: "month" | "quarter" | "year";
                periods: {
                    /** @description Known without a gap from its start; for ratios of what has an output. */
                    actual: number | null;
                    caveats: string[];
                    /** @description By the end of the period. */
                    forecast: {
                        high: number;
                        low: number;
                        point: number;
                    } | null;
                    forecastMethod: ("earlier-years" | "calendar") | null;
                    /** @description First day. */
                    from: string;
                    judgements: {
                        /** @description From the running month: 1 at most. */
                        isPreview: boolean;
                        message: {
                            en: string;
                            zh: string;
                        };
                        notJudged: ("disabled" | "awaiting-report" | "awaiting-output" | "no-data" | "incomplete" | "too-early" | "no-limit" | "no-plan" | "no-forecast" | "no-comparison") | null;
                        rule: string;
                        /** @description 0 to 3, as the rule would say now; an alert has a memory besides. */
                        severity: number;
                        threshold: number | null;
                        value: number | null;
                    }[];
                    /** @description All that is known, also behind a gap; null for ratios. */
                    knownSum: number | null;
                    limit: number | null;
                    limitArithmetic: string[];
                    months: {
                        /** @description Amount, or energy per unit; null where it is not known. */
                        actual: number | null;
                        completeness: number | null;
                        cumulativeActual: number | null;
                        cumulativePlan: number | null;
                        estimatedShare: number | null;
                        /** @description Sum since the start of the period by the end of the month. */
                        forecast: {
                            high: number;
                            low: number;
                            point: number;
                        } | null;
                        month: string;
                        output: number | null;
                        plan: number | null;
                        /** @description Why it is not settled. */
                        reason: ("disabled" | "awaiting-report" | "awaiting-output" | "no-data" | "incomplete" | "too-early" | "no-limit" | "no-plan" | "no-forecast" | "no-comparison") | null;
                        /** @description What the limit leaves after the month. */
                        remaining: number | null;
                        /**
                         * @description Settled months are judged; preview: known, but not closed or behind a hole.
                         * @enum {string}
                         */
                        state: "settled" | "preview" | "unknown" | "to-come";
                    }[];
                    /** @description `2026`, `2026-Q3` or `2026-11`. */
                    name: string;
                    planMethod: ("given" | "from-earlier-years" | "linear") | null;
                    plannedToDate: number | null;
                    /** @description Actual over plan to the same date; above 1: 超时序进度. */
                    progressRatio: number | null;
                    remaining: number | null;
                    settledActual: number | null;
                    settledThrough: string | null;
                    /** @description Worst of the judgements. */
                    severity: number;
                    /** @enum {string} */
                    state: "over" | "running" | "to-come";
                    /** @description First month that is not settled, and why. */
                    stoppedBy: {
                        month: string;
                        /** @enum {string} */
                        reason: "disabled" | "awaiting-report" | "awaiting-output" | "no-data" | "incomplete" | "too-early" | "no-limit" | "no-plan" | "no-forecast" | "no-comparison";
                    } | null;
                    /** @description Last day. */
                    to: string;
                    usedRatio: number | null;
                }[];
                product: string | null;
                standard: string | null;
                title: string | null;
                /** @description Of every figure of the target. */
                unit: string;
            }[];
            year: number;
        };
        VirtualMeter: {
            energyKind: string;
            /** @description The latest begun counts; of one instant the highest revision. */
            formulas: {
                formula: string;
                revision: number;
                validFrom: string;
            }[];
            id: string;
            name: string;
            unit: string;
        };
        WorkingPaper: {
            attachmentIds: string[];
            figures: {
                figure: unknown;
                query: string;
                sha256: string;
            }[];
            id: string;
            recordedAt: string;
            recordedBy: string;
            revision: number;
            text: string;
            title: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAlertCounts: {
        parameters: {
            query: {
                /** @description As officer or as deputy. */
                assignedTo?: "me";
                category?: "warning" | "alarm";
                condition?: "firing" | "resolved";
                enterpriseId?: string;
                groupBy: "rule" | "severity" | "condition" | "handling" | "enterprise" | "region";
                /** @description Any of these: a,b. */
                handling?: string;
                /** @description This instant included. */
                openedFrom?: string;
                /** @description This instant included. */
                openedTo?: string;
                parkCode?: string;
                /** @description Covers what it prefixes. */
                regionCode?: string;
                /** @description Any of these: a,b. */
                rule?: string;
                severityMax?: number;
                severityMin?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            count: number;
                            key: string;
                            /** @description Of an enterprise. */
                            name: string | null;
                            severityMax: number;
                        }[];
                    };
                };
            };
        };
    };
    getAlerts: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description As officer or as deputy. */
                assignedTo?: "me";
                category?: "warning" | "alarm";
                condition?: "firing" | "resolved";
                enterpriseId?: string;
                /** @description Answers counts besides the page. */
                groupBy?: "rule" | "severity" | "condition" | "handling" | "enterprise" | "region";
                /** @description Any of these: a,b. */
                handling?: string;
                limit?: number;
                /** @description This instant included. */
                openedFrom?: string;
                /** @description This instant included. */
                openedTo?: string;
                parkCode?: string;
                /** @description Covers what it prefixes. */
                regionCode?: string;
                /** @description Any of these: a,b. */
                rule?: string;
                severityMax?: number;
                severityMin?: number;
                sort?: "newest" | "oldest" | "severity";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        groups?: {
                            count: number;
                            key: string;
                            /** @description Of an enterprise. */
                            name: string | null;
                            severityMax: number;
                        }[];
                        items: components["schemas"]["Alert"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getAlertsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alertId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        assignee: string | null;
                        caseId: string | null;
                        /**
                         * @description 预警 or 告警
                         * @enum {string}
                         */
                        category: "warning" | "alarm";
                        /** @enum {string} */
                        condition: "firing" | "resolved";
                        /** @description Stands in while the officer is away. */
                        deputy: string | null;
                        enterpriseId: string;
                        enterpriseName: string;
                        /** @description As the rules had it when the alert was opened. */
                        evidence: unknown;
                        factorVersion: string | null;
                        /** @enum {string} */
                        handling: "new" | "verified" | "data-problem" | "false-alarm" | "in-case" | "merged" | "closed";
                        /** @description A suspicion that nobody verified: not shown to the enterprise. */
                        hidden: boolean;
                        id: string;
                        judgedAt: string;
                        mergedIntoId: string | null;
                        openedAt: string;
                        /** @description First and last day. */
                        period: {
                            from: string;
                            to: string;
                        };
                        /** @description What the rule permits once it is verified. */
                        permittedMeasures: string[];
                        policyVersion: string | null;
                        /** @description What who asks can do about it now. */
                        possibleActions: ("verify" | "assign" | "merge" | "open-case")[];
                        rule: string;
                        ruleVersion: string;
                        /** @description 1 to 3; 3 is the gravest. */
                        severity: number;
                        targetId: string | null;
                        transitions: {
                            at: string;
                            auditSequence: number;
                            /** @description `rules` or a username. */
                            by: string;
                            /** @enum {string} */
                            condition: "firing" | "resolved";
                            details: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            handling: "new" | "verified" | "data-problem" | "false-alarm" | "in-case" | "merged" | "closed";
                            no: number;
                            note: string;
                            severity: number;
                            /** @enum {string} */
                            type: "opened" | "severity-raised" | "severity-lowered" | "resolved" | "re-fired" | "confirmed" | "verified" | "assigned" | "merged" | "case-opened" | "case-closed" | "escalated";
                        }[];
                    };
                };
            };
        };
    };
    postAlertsActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alertId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "verify";
                    note: string;
                    /**
                     * @description 属实, 数据问题, 误报
                     * @enum {string}
                     */
                    outcome: "true" | "data-problem" | "false-alarm";
                } | {
                    /** @enum {string} */
                    action: "assign";
                    /** @description Inspector who stands in; null: nobody; absent: as before. */
                    deputy?: string | null;
                    /** @default  */
                    note?: string;
                    /** @description Username of an inspector. */
                    to: string;
                } | {
                    /** @enum {string} */
                    action: "merge";
                    /** Format: uuid */
                    intoAlertId: string;
                    note: string;
                } | {
                    /** @enum {string} */
                    action: "open-case";
                    /** @default  */
                    note?: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        assignee: string | null;
                        caseId: string | null;
                        /**
                         * @description 预警 or 告警
                         * @enum {string}
                         */
                        category: "warning" | "alarm";
                        /** @enum {string} */
                        condition: "firing" | "resolved";
                        /** @description Stands in while the officer is away. */
                        deputy: string | null;
                        enterpriseId: string;
                        enterpriseName: string;
                        /** @description As the rules had it when the alert was opened. */
                        evidence: unknown;
                        factorVersion: string | null;
                        /** @enum {string} */
                        handling: "new" | "verified" | "data-problem" | "false-alarm" | "in-case" | "merged" | "closed";
                        /** @description A suspicion that nobody verified: not shown to the enterprise. */
                        hidden: boolean;
                        id: string;
                        judgedAt: string;
                        mergedIntoId: string | null;
                        openedAt: string;
                        /** @description First and last day. */
                        period: {
                            from: string;
                            to: string;
                        };
                        /** @description What the rule permits once it is verified. */
                        permittedMeasures: string[];
                        policyVersion: string | null;
                        /** @description What who asks can do about it now. */
                        possibleActions: ("verify" | "assign" | "merge" | "open-case")[];
                        rule: string;
                        ruleVersion: string;
                        /** @description 1 to 3; 3 is the gravest. */
                        severity: number;
                        targetId: string | null;
                        transitions: {
                            at: string;
                            auditSequence: number;
                            /** @description `rules` or a username. */
                            by: string;
                            /** @enum {string} */
                            condition: "firing" | "resolved";
                            details: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            handling: "new" | "verified" | "data-problem" | "false-alarm" | "in-case" | "merged" | "closed";
                            no: number;
                            note: string;
                            severity: number;
                            /** @enum {string} */
                            type: "opened" | "severity-raised" | "severity-lowered" | "resolved" | "re-fired" | "confirmed" | "verified" | "assigned" | "merged" | "case-opened" | "case-closed" | "escalated";
                        }[];
                    };
                };
            };
        };
    };
    getAreaAlerts: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                areaCode?: string;
                /** @description With `areaCode`: of this area alone. */
                areaType?: "region" | "park";
                condition?: "firing" | "resolved";
                /** @description Any of these: a,b. */
                handling?: string;
                limit?: number;
                severityMin?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AreaAlert"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getAreaAlertsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                areaAlertId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        areaCode: string;
                        areaName: string | null;
                        /** @enum {string} */
                        areaType: "region" | "park";
                        /** @enum {string} */
                        condition: "firing" | "resolved";
                        /** @description As the rules had it when it was opened: figures, coverage, heaviest enterprises. */
                        evidence: unknown;
                        /** @enum {string} */
                        handling: "new" | "acknowledged" | "closed";
                        id: string;
                        judgedAt: string;
                        openedAt: string;
                        /** @description First and last day. */
                        period: {
                            from: string;
                            to: string;
                        };
                        /** @description What who asks can do about it now. */
                        possibleActions: ("acknowledge" | "close")[];
                        rule: string;
                        ruleVersion: string;
                        /** @description 1 to 3: stretch goal, base goal, base goal for good. */
                        severity: number;
                        /** @description Key of the target in the register of the area. */
                        targetId: string;
                        transitions: {
                            at: string;
                            auditSequence: number;
                            /** @description `rules` or a username. */
                            by: string;
                            /** @enum {string} */
                            condition: "firing" | "resolved";
                            details: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            handling: "new" | "acknowledged" | "closed";
                            no: number;
                            note: string;
                            severity: number;
                            /** @enum {string} */
                            type: "opened" | "severity-raised" | "severity-lowered" | "resolved" | "re-fired" | "acknowledged" | "closed";
                        }[];
                    };
                };
            };
        };
    };
    postAreaAlertsActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                areaAlertId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "acknowledge" | "close";
                    note: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        areaCode: string;
                        areaName: string | null;
                        /** @enum {string} */
                        areaType: "region" | "park";
                        /** @enum {string} */
                        condition: "firing" | "resolved";
                        /** @description As the rules had it when it was opened: figures, coverage, heaviest enterprises. */
                        evidence: unknown;
                        /** @enum {string} */
                        handling: "new" | "acknowledged" | "closed";
                        id: string;
                        judgedAt: string;
                        openedAt: string;
                        /** @description First and last day. */
                        period: {
                            from: string;
                            to: string;
                        };
                        /** @description What who asks can do about it now. */
                        possibleActions: ("acknowledge" | "close")[];
                        rule: string;
                        ruleVersion: string;
                        /** @description 1 to 3: stretch goal, base goal, base goal for good. */
                        severity: number;
                        /** @description Key of the target in the register of the area. */
                        targetId: string;
                        transitions: {
                            at: string;
                            auditSequence: number;
                            /** @description `rules` or a username. */
                            by: string;
                            /** @enum {string} */
                            condition: "firing" | "resolved";
                            details: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            handling: "new" | "acknowledged" | "closed";
                            no: number;
                            note: string;
                            severity: number;
                            /** @enum {string} */
                            type: "opened" | "severity-raised" | "severity-lowered" | "resolved" | "re-fired" | "acknowledged" | "closed";
                        }[];
                    };
                };
            };
        };
    };
    getAssessedRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AssessedRule"][];
                    };
                };
            };
        };
    };
    postAssessedRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    base: "comprehensive" | "statistical";
                    deductions: {
                        /**
                         * @description Off the total alone, or off the numerator of intensity too.
                         * @enum {string}
                         */
                        from: "total" | "total-and-intensity";
                        /** @enum {string} */
                        what: "feedstock" | "renewables" | "green-certificates";
                    }[];
                    documentNo: string;
                    id: string;
                    /** Format: date */
                    issuedOn: string;
                    issuer: string;
                    /** @enum {string} */
                    scopeType: "enterprise" | "park" | "region" | "sector" | "nation";
                    /**
                     * @description Credit code, park, region or industry code (prefixes cover); empty for the nation.
                     * @default
                     */
                    scopeValue?: string;
                    /**
                     * @description Id of the rule it takes the place of.
                     * @default null
                     */
                    supersedes?: string | null;
                    /** Format: date */
                    validFrom: string;
                    /**
                     * @description First day it no longer holds.
                     * @default null
                     */
                    validTo?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessedRule"];
                };
            };
        };
    };
    getAuditLog: {
        parameters: {
            query?: {
                action?: string;
                /** @description User name. */
                actor?: string;
                /** @description `next` of the page before. */
                after?: string;
                enterpriseId?: string;
                from?: string;
                limit?: number;
                subjectId?: string;
                subjectType?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditRow"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getAuditLogExport: {
        parameters: {
            query?: {
                /** @description Last row wanted. */
                throughSequence?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description One row a line; its own row is in the log already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": unknown;
                };
            };
        };
    };
    getAuditLogVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        latest: components["schemas"]["AuditVerification"] | null;
                    };
                };
            };
        };
    };
    postAuditLogVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        latest: components["schemas"]["AuditVerification"];
                    };
                };
            };
        };
    };
    postAuthLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        user: {
                            id: string;
                            mustChangePassword: boolean;
                            name: string;
                            /** @description Names of permissions by what they reach: `all`, `region`, `park`, `engagement`, `enterprise`. */
                            permissions: {
                                [key: string]: string[];
                            };
                            roles: {
                                /** @enum {string} */
                                role: "admin" | "security" | "authority" | "inspector" | "auditor" | "log-auditor" | "enterprise-reporter" | "enterprise-reviewer";
                                scope: {
                                    /** @enum {string} */
                                    type: "all";
                                } | {
                                    code: string;
                                    /** @enum {string} */
                                    type: "region";
                                } | {
                                    code: string;
                                    /** @enum {string} */
                                    type: "park";
                                } | {
                                    id: string;
                                    /** @enum {string} */
                                    type: "enterprise";
                                } | {
                                    /**
                                     * Format: date-time
                                     * @description The auditor sees what was received and recorded by then.
                                     */
                                    dataAsOf?: string;
                                    /** @description None: an auditor without an engagement yet. */
                                    enterpriseIds: string[];
                                    /**
                                     * Format: date-time
                                     * @description From then on the engagement gives access to nothing.
                                     */
                                    expiresAt: string;
                                    /**
                                     * Format: uuid
                                     * @description Of an engagement there is; absent for a new one.
                                     */
                                    id?: string;
                                    /** Format: date */
                                    periodFrom: string;
                                    /** Format: date */
                                    periodTo: string;
                                    title?: string;
                                    /** @enum {string} */
                                    type: "engagement";
                                };
                            }[];
                            username: string;
                        };
                    };
                };
            };
        };
    };
    postAuthLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getAuthMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        mustChangePassword: boolean;
                        name: string;
                        /** @description Names of permissions by what they reach: `all`, `region`, `park`, `engagement`, `enterprise`. */
                        permissions: {
                            [key: string]: string[];
                        };
                        roles: {
                            /** @enum {string} */
                            role: "admin" | "security" | "authority" | "inspector" | "auditor" | "log-auditor" | "enterprise-reporter" | "enterprise-reviewer";
                            scope: {
                                /** @enum {string} */
                                type: "all";
                            } | {
                                code: string;
                                /** @enum {string} */
                                type: "region";
                            } | {
                                code: string;
                                /** @enum {string} */
                                type: "park";
                            } | {
                                id: string;
                                /** @enum {string} */
                                type: "enterprise";
                            } | {
                                /**
                                 * Format: date-time
                                 * @description The auditor sees what was received and recorded by then.
                                 */
                                dataAsOf?: string;
                                /** @description None: an auditor without an engagement yet. */
                                enterpriseIds: string[];
                                /**
                                 * Format: date-time
                                 * @description From then on the engagement gives access to nothing.
                                 */
                                expiresAt: string;
                                /**
                                 * Format: uuid
                                 * @description Of an engagement there is; absent for a new one.
                                 */
                                id?: string;
                                /** Format: date */
                                periodFrom: string;
                                /** Format: date */
                                periodTo: string;
                                title?: string;
                                /** @enum {string} */
                                type: "engagement";
                            };
                        }[];
                        username: string;
                    };
                };
            };
        };
    };
    postAuthPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currentPassword: string;
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getAuthSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            address: string;
                            expiresAt: string;
                            /** @description Whether this request came in it. */
                            isOwn: boolean;
                            /** @description Within half a minute. */
                            lastSeenAt: string;
                            startedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    postAuthSessionsEndOthers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
        };
    };
    getBudgetApplications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BudgetApplication"][];
                    };
                };
            };
        };
    };
    getCases: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                assignedTo?: "me";
                dueBy?: string;
                enterpriseId?: string;
                limit?: number;
                state?: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Case"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postCases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    alertIds: string[];
                    /** @default  */
                    note?: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: components["schemas"]["Alert"][];
                        attachments: components["schemas"]["Attachment"][];
                        /** @description Why who asks cannot close it, where its end was proposed. */
                        closingObstacles: ("worked-by-you" | "remedies-open" | "drafts-open")[];
                        /** @description Until that day, by the calendar and by working days; negative once it is over. */
                        daysLeft: {
                            calendarDays: number;
                            workingDays: number;
                        } | null;
                        deputy: string | null;
                        documents: {
                            answeredAt: string | null;
                            content?: unknown;
                            dueOn: string | null;
                            escalationLevel: number;
                            id: string;
                            issuedAt: string | null;
                            kind: string;
                            number: string | null;
                            servedOn: string | null;
                            sha256: string | null;
                            signedBy: string | null;
                            /** @enum {string} */
                            state: "draft" | "issued" | "void" | "discarded";
                        }[];
                        draftableKinds: {
                            /** @enum {string} */
                            kind: "reminder-letter" | "warning-notice" | "talk-notice" | "circular" | "supervision-notice" | "audit-notice" | "inspection-notice" | "inspection-advice" | "rectification-order" | "recheck-opinion";
                            measure: ("reminder" | "explanation" | "talk" | "circular" | "supervision" | "energy-audit" | "inspection" | "inspection-advice" | "rectification-order") | null;
                            needsDeadline: boolean;
                        }[];
                        /** @description Next day on which an answer is due. */
                        dueOn: string | null;
                        enterpriseId: string;
                        enterpriseName: string;
                        /** @description When the unit was heard. */
                        heardAt: string | null;
                        id: string;
                        inspector: string;
                        mergedIntoId: string | null;
                        openedAt: string;
                        permittedMeasures: string[];
                        /** @description What who asks can do about it now. */
                        possibleActs: ("assign" | "set-deputy" | "add-alert" | "merge" | "draft" | "issue" | "void" | "void-order" | "serve" | "serve-order" | "inform" | "reply" | "reply-order" | "escalate" | "hear" | "inspect" | "recheck-passed" | "recheck-failed" | "file-remedy" | "decide-remedy" | "propose-closing" | "return" | "close" | "archive")[];
                        remedies: {
                            decidedAt: string | null;
                            decision: string | null;
                            filedAt: string;
                            filedBy: string;
                            id: string;
                            outcome: ("upheld" | "partly-upheld" | "rejected" | "withdrawn") | null;
                            text: string;
                            /** @enum {string} */
                            type: "statement" | "data-objection" | "reconsideration";
                        }[];
                        /** @enum {string} */
                        state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        steps: {
                            act: string;
                            at: string;
                            attachmentIds: string[];
                            auditSequence: number;
                            by: string;
                            details: {
                                [key: string]: unknown;
                            };
                            documentId: string | null;
                            no: number;
                            note: string;
                            /** @enum {string} */
                            state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        }[];
                        timeZone: string;
                        title: string;
                    };
                };
            };
        };
    };
    getCasesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: components["schemas"]["Alert"][];
                        attachments: components["schemas"]["Attachment"][];
                        /** @description Why who asks cannot close it, where its end was proposed. */
                        closingObstacles: ("worked-by-you" | "remedies-open" | "drafts-open")[];
                        /** @description Until that day, by the calendar and by working days; negative once it is over. */
                        daysLeft: {
                            calendarDays: number;
                            workingDays: number;
                        } | null;
                        deputy: string | null;
                        documents: {
                            answeredAt: string | null;
                            content?: unknown;
                            dueOn: string | null;
                            escalationLevel: number;
                            id: string;
                            issuedAt: string | null;
                            kind: string;
                            number: string | null;
                            servedOn: string | null;
                            sha256: string | null;
                            signedBy: string | null;
                            /** @enum {string} */
                            state: "draft" | "issued" | "void" | "discarded";
                        }[];
                        draftableKinds: {
                            /** @enum {string} */
                            kind: "reminder-letter" | "warning-notice" | "talk-notice" | "circular" | "supervision-notice" | "audit-notice" | "inspection-notice" | "inspection-advice" | "rectification-order" | "recheck-opinion";
                            measure: ("reminder" | "explanation" | "talk" | "circular" | "supervision" | "energy-audit" | "inspection" | "inspection-advice" | "rectification-order") | null;
                            needsDeadline: boolean;
                        }[];
                        /** @description Next day on which an answer is due. */
                        dueOn: string | null;
                        enterpriseId: string;
                        enterpriseName: string;
                        /** @description When the unit was heard. */
                        heardAt: string | null;
                        id: string;
                        inspector: string;
                        mergedIntoId: string | null;
                        openedAt: string;
                        permittedMeasures: string[];
                        /** @description What who asks can do about it now. */
                        possibleActs: ("assign" | "set-deputy" | "add-alert" | "merge" | "draft" | "issue" | "void" | "void-order" | "serve" | "serve-order" | "inform" | "reply" | "reply-order" | "escalate" | "hear" | "inspect" | "recheck-passed" | "recheck-failed" | "file-remedy" | "decide-remedy" | "propose-closing" | "return" | "close" | "archive")[];
                        remedies: {
                            decidedAt: string | null;
                            decision: string | null;
                            filedAt: string;
                            filedBy: string;
                            id: string;
                            outcome: ("upheld" | "partly-upheld" | "rejected" | "withdrawn") | null;
                            text: string;
                            /** @enum {string} */
                            type: "statement" | "data-objection" | "reconsideration";
                        }[];
                        /** @enum {string} */
                        state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        steps: {
                            act: string;
                            at: string;
                            attachmentIds: string[];
                            auditSequence: number;
                            by: string;
                            details: {
                                [key: string]: unknown;
                            };
                            documentId: string | null;
                            no: number;
                            note: string;
                            /** @enum {string} */
                            state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        }[];
                        timeZone: string;
                        title: string;
                    };
                };
            };
        };
    };
    postCasesActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "assign";
                    note: string;
                    to: string;
                } | {
                    /** @enum {string} */
                    action: "set-deputy";
                    /** @default  */
                    note?: string;
                    to: string | null;
                } | {
                    /** @enum {string} */
                    action: "add-alert";
                    /** Format: uuid */
                    alertId: string;
                    /** @default  */
                    note?: string;
                } | {
                    /** @enum {string} */
                    action: "merge";
                    /** Format: uuid */
                    intoCaseId: string;
                    note: string;
                } | {
                    /** @enum {string} */
                    action: "serve";
                    /** @default [] */
                    attachmentIds?: string[];
                    /** Format: uuid */
                    documentId: string;
                    /** @description 直接送达, 留置送达, 邮寄送达, 电子送达 … */
                    method: string;
                    /** @default  */
                    note?: string;
                    place: string;
                    receivedBy: string;
                    /** Format: date */
                    servedOn: string;
                } | {
                    /** @enum {string} */
                    action: "hear";
                    /** @default [] */
                    attachmentIds?: string[];
                    /** Format: date */
                    heardOn: string;
                    /** @description What the unit stated, or that it gave up its right. */
                    note: string;
                } | {
                    /** @enum {string} */
                    action: "inspect";
                    /** @default [] */
                    attachmentIds?: string[];
                    /** Format: date */
                    inspectedOn: string;
                    /** @default null */
                    noNoticeGround?: ("suspected-violation" | "complaint" | "spot-check") | null;
                    /** @default  */
                    note?: string;
                    officers: {
                        certificateNo: string;
                        name: string;
                    }[];
                    onSite: boolean;
                    place: string;
                    /** @description 笔录 */
                    record: string;
                } | {
                    /** @enum {string} */
                    action: "recheck";
                    /** @default [] */
                    attachmentIds?: string[];
                    note: string;
                    passed: boolean;
                } | {
                    /** @enum {string} */
                    action: "decide-remedy";
                    /** @default [] */
                    attachmentIds?: string[];
                    note: string;
                    /** @enum {string} */
                    outcome: "upheld" | "partly-upheld" | "rejected" | "withdrawn";
                    /** Format: uuid */
                    remedyId: string;
                } | {
                    /** @enum {string} */
                    action: "propose-closing";
                    note: string;
                } | {
                    /** @enum {string} */
                    action: "archive";
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: components["schemas"]["Alert"][];
                        attachments: components["schemas"]["Attachment"][];
                        /** @description Why who asks cannot close it, where its end was proposed. */
                        closingObstacles: ("worked-by-you" | "remedies-open" | "drafts-open")[];
                        /** @description Until that day, by the calendar and by working days; negative once it is over. */
                        daysLeft: {
                            calendarDays: number;
                            workingDays: number;
                        } | null;
                        deputy: string | null;
                        documents: {
                            answeredAt: string | null;
                            content?: unknown;
                            dueOn: string | null;
                            escalationLevel: number;
                            id: string;
                            issuedAt: string | null;
                            kind: string;
                            number: string | null;
                            servedOn: string | null;
                            sha256: string | null;
                            signedBy: string | null;
                            /** @enum {string} */
                            state: "draft" | "issued" | "void" | "discarded";
                        }[];
                        draftableKinds: {
                            /** @enum {string} */
                            kind: "reminder-letter" | "warning-notice" | "talk-notice" | "circular" | "supervision-notice" | "audit-notice" | "inspection-notice" | "inspection-advice" | "rectification-order" | "recheck-opinion";
                            measure: ("reminder" | "explanation" | "talk" | "circular" | "supervision" | "energy-audit" | "inspection" | "inspection-advice" | "rectification-order") | null;
                            needsDeadline: boolean;
                        }[];
                        /** @description Next day on which an answer is due. */
                        dueOn: string | null;
                        enterpriseId: string;
                        enterpriseName: string;
                        /** @description When the unit was heard. */
                        heardAt: string | null;
                        id: string;
                        inspector: string;
                        mergedIntoId: string | null;
                        openedAt: string;
                        permittedMeasures: string[];
                        /** @description What who asks can do about it now. */
                        possibleActs: ("assign" | "set-deputy" | "add-alert" | "merge" | "draft" | "issue" | "void" | "void-order" | "serve" | "serve-order" | "inform" | "reply" | "reply-order" | "escalate" | "hear" | "inspect" | "recheck-passed" | "recheck-failed" | "file-remedy" | "decide-remedy" | "propose-closing" | "return" | "close" | "archive")[];
                        remedies: {
                            decidedAt: string | null;
                            decision: string | null;
                            filedAt: string;
                            filedBy: string;
                            id: string;
                            outcome: ("upheld" | "partly-upheld" | "rejected" | "withdrawn") | null;
                            text: string;
                            /** @enum {string} */
                            type: "statement" | "data-objection" | "reconsideration";
                        }[];
                        /** @enum {string} */
                        state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        steps: {
                            act: string;
                            at: string;
                            attachmentIds: string[];
                            auditSequence: number;
                            by: string;
                            details: {
                                [key: string]: unknown;
                            };
                            documentId: string | null;
                            no: number;
                            note: string;
                            /** @enum {string} */
                            state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        }[];
                        timeZone: string;
                        title: string;
                    };
                };
            };
        };
    };
    postCasesAnswers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    attachmentIds?: string[];
                    /** Format: uuid */
                    documentId: string;
                    text: string;
                    /** @enum {string} */
                    type: "reply";
                } | {
                    /** @default [] */
                    attachmentIds?: string[];
                    text: string;
                    /** @enum {string} */
                    type: "statement";
                } | {
                    /** @default [] */
                    attachmentIds?: string[];
                    text: string;
                    /** @enum {string} */
                    type: "data-objection";
                } | {
                    /** @default [] */
                    attachmentIds?: string[];
                    text: string;
                    /** @enum {string} */
                    type: "reconsideration";
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: components["schemas"]["Alert"][];
                        attachments: components["schemas"]["Attachment"][];
                        /** @description Why who asks cannot close it, where its end was proposed. */
                        closingObstacles: ("worked-by-you" | "remedies-open" | "drafts-open")[];
                        /** @description Until that day, by the calendar and by working days; negative once it is over. */
                        daysLeft: {
                            calendarDays: number;
                            workingDays: number;
                        } | null;
                        deputy: string | null;
                        documents: {
                            answeredAt: string | null;
                            content?: unknown;
                            dueOn: string | null;
                            escalationLevel: number;
                            id: string;
                            issuedAt: string | null;
                            kind: string;
                            number: string | null;
                            servedOn: string | null;
                            sha256: string | null;
                            signedBy: string | null;
                            /** @enum {string} */
                            state: "draft" | "issued" | "void" | "discarded";
                        }[];
                        draftableKinds: {
                            /** @enum {string} */
                            kind: "reminder-letter" | "warning-notice" | "talk-notice" | "circular" | "supervision-notice" | "audit-notice" | "inspection-notice" | "inspection-advice" | "rectification-order" | "recheck-opinion";
                            measure: ("reminder" | "explanation" | "talk" | "circular" | "supervision" | "energy-audit" | "inspection" | "inspection-advice" | "rectification-order") | null;
                            needsDeadline: boolean;
                        }[];
                        /** @description Next day on which an answer is due. */
                        dueOn: string | null;
                        enterpriseId: string;
                        enterpriseName: string;
                        /** @description When the unit was heard. */
                        heardAt: string | null;
                        id: string;
                        inspector: string;
                        mergedIntoId: string | null;
                        openedAt: string;
                        permittedMeasures: string[];
                        /** @description What who asks can do about it now. */
                        possibleActs: ("assign" | "set-deputy" | "add-alert" | "merge" | "draft" | "issue" | "void" | "void-order" | "serve" | "serve-order" | "inform" | "reply" | "reply-order" | "escalate" | "hear" | "inspect" | "recheck-passed" | "recheck-failed" | "file-remedy" | "decide-remedy" | "propose-closing" | "return" | "close" | "archive")[];
                        remedies: {
                            decidedAt: string | null;
                            decision: string | null;
                            filedAt: string;
                            filedBy: string;
                            id: string;
                            outcome: ("upheld" | "partly-upheld" | "rejected" | "withdrawn") | null;
                            text: string;
                            /** @enum {string} */
                            type: "statement" | "data-objection" | "reconsideration";
                        }[];
                        /** @enum {string} */
                        state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        steps: {
                            act: string;
                            at: string;
                            attachmentIds: string[];
                            auditSequence: number;
                            by: string;
                            details: {
                                [key: string]: unknown;
                            };
                            documentId: string | null;
                            no: number;
                            note: string;
                            /** @enum {string} */
                            state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        }[];
                        timeZone: string;
                        title: string;
                    };
                };
            };
        };
    };
    postCasesClosing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "close" | "return";
                    note: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: components["schemas"]["Alert"][];
                        attachments: components["schemas"]["Attachment"][];
                        /** @description Why who asks cannot close it, where its end was proposed. */
                        closingObstacles: ("worked-by-you" | "remedies-open" | "drafts-open")[];
                        /** @description Until that day, by the calendar and by working days; negative once it is over. */
                        daysLeft: {
                            calendarDays: number;
                            workingDays: number;
                        } | null;
                        deputy: string | null;
                        documents: {
                            answeredAt: string | null;
                            content?: unknown;
                            dueOn: string | null;
                            escalationLevel: number;
                            id: string;
                            issuedAt: string | null;
                            kind: string;
                            number: string | null;
                            servedOn: string | null;
                            sha256: string | null;
                            signedBy: string | null;
                            /** @enum {string} */
                            state: "draft" | "issued" | "void" | "discarded";
                        }[];
                        draftableKinds: {
                            /** @enum {string} */
                            kind: "reminder-letter" | "warning-notice" | "talk-notice" | "circular" | "supervision-notice" | "audit-notice" | "inspection-notice" | "inspection-advice" | "rectification-order" | "recheck-opinion";
                            measure: ("reminder" | "explanation" | "talk" | "circular" | "supervision" | "energy-audit" | "inspection" | "inspection-advice" | "rectification-order") | null;
                            needsDeadline: boolean;
                        }[];
                        /** @description Next day on which an answer is due. */
                        dueOn: string | null;
                        enterpriseId: string;
                        enterpriseName: string;
                        /** @description When the unit was heard. */
                        heardAt: string | null;
                        id: string;
                        inspector: string;
                        mergedIntoId: string | null;
                        openedAt: string;
                        permittedMeasures: string[];
                        /** @description What who asks can do about it now. */
                        possibleActs: ("assign" | "set-deputy" | "add-alert" | "merge" | "draft" | "issue" | "void" | "void-order" | "serve" | "serve-order" | "inform" | "reply" | "reply-order" | "escalate" | "hear" | "inspect" | "recheck-passed" | "recheck-failed" | "file-remedy" | "decide-remedy" | "propose-closing" | "return" | "close" | "archive")[];
                        remedies: {
                            decidedAt: string | null;
                            decision: string | null;
                            filedAt: string;
                            filedBy: string;
                            id: string;
                            outcome: ("upheld" | "partly-upheld" | "rejected" | "withdrawn") | null;
                            text: string;
                            /** @enum {string} */
                            type: "statement" | "data-objection" | "reconsideration";
                        }[];
                        /** @enum {string} */
                        state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        steps: {
                            act: string;
                            at: string;
                            attachmentIds: string[];
                            auditSequence: number;
                            by: string;
                            details: {
                                [key: string]: unknown;
                            };
                            documentId: string | null;
                            no: number;
                            note: string;
                            /** @enum {string} */
                            state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        }[];
                        timeZone: string;
                        title: string;
                    };
                };
            };
        };
    };
    postCasesDocumentPreviews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    basis: string;
                    /** @default null */
                    deadline?: {
                        days: number;
                        /**
                         * @description working 工作日, calendar 日
                         * @enum {string}
                         */
                        unit: "working" | "calendar";
                    } | null;
                    facts: string;
                    /** @enum {string} */
                    kind: "reminder-letter" | "warning-notice" | "talk-notice" | "circular" | "supervision-notice" | "audit-notice" | "inspection-notice" | "inspection-advice" | "rectification-order" | "recheck-opinion";
                    mark?: string;
                    /** @default [] */
                    particulars?: {
                        label: string;
                        text: string;
                    }[];
                    request: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
        };
    };
    postCasesDocuments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    basis: string;
                    /** @default null */
                    deadline?: {
                        days: number;
                        /**
                         * @description working 工作日, calendar 日
                         * @enum {string}
                         */
                        unit: "working" | "calendar";
                    } | null;
                    facts: string;
                    /** @enum {string} */
                    kind: "reminder-letter" | "warning-notice" | "talk-notice" | "circular" | "supervision-notice" | "audit-notice" | "inspection-notice" | "inspection-advice" | "rectification-order" | "recheck-opinion";
                    /** @default  */
                    note?: string;
                    /** @default [] */
                    particulars?: {
                        label: string;
                        text: string;
                    }[];
                    request: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: components["schemas"]["Alert"][];
                        attachments: components["schemas"]["Attachment"][];
                        /** @description Why who asks cannot close it, where its end was proposed. */
                        closingObstacles: ("worked-by-you" | "remedies-open" | "drafts-open")[];
                        /** @description Until that day, by the calendar and by working days; negative once it is over. */
                        daysLeft: {
                            calendarDays: number;
                            workingDays: number;
                        } | null;
                        deputy: string | null;
                        documents: {
                            answeredAt: string | null;
                            content?: unknown;
                            dueOn: string | null;
                            escalationLevel: number;
                            id: string;
                            issuedAt: string | null;
                            kind: string;
                            number: string | null;
                            servedOn: string | null;
                            sha256: string | null;
                            signedBy: string | null;
                            /** @enum {string} */
                            state: "draft" | "issued" | "void" | "discarded";
                        }[];
                        draftableKinds: {
                            /** @enum {string} */
                            kind: "reminder-letter" | "warning-notice" | "talk-notice" | "circular" | "supervision-notice" | "audit-notice" | "inspection-notice" | "inspection-advice" | "rectification-order" | "recheck-opinion";
                            measure: ("reminder" | "explanation" | "talk" | "circular" | "supervision" | "energy-audit" | "inspection" | "inspection-advice" | "rectification-order") | null;
                            needsDeadline: boolean;
                        }[];
                        /** @description Next day on which an answer is due. */
                        dueOn: string | null;
                        enterpriseId: string;
                        enterpriseName: string;
                        /** @description When the unit was heard. */
                        heardAt: string | null;
                        id: string;
                        inspector: string;
                        mergedIntoId: string | null;
                        openedAt: string;
                        permittedMeasures: string[];
                        /** @description What who asks can do about it now. */
                        possibleActs: ("assign" | "set-deputy" | "add-alert" | "merge" | "draft" | "issue" | "void" | "void-order" | "serve" | "serve-order" | "inform" | "reply" | "reply-order" | "escalate" | "hear" | "inspect" | "recheck-passed" | "recheck-failed" | "file-remedy" | "decide-remedy" | "propose-closing" | "return" | "close" | "archive")[];
                        remedies: {
                            decidedAt: string | null;
                            decision: string | null;
                            filedAt: string;
                            filedBy: string;
                            id: string;
                            outcome: ("upheld" | "partly-upheld" | "rejected" | "withdrawn") | null;
                            text: string;
                            /** @enum {string} */
                            type: "statement" | "data-objection" | "reconsideration";
                        }[];
                        /** @enum {string} */
                        state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        steps: {
                            act: string;
                            at: string;
                            attachmentIds: string[];
                            auditSequence: number;
                            by: string;
                            details: {
                                [key: string]: unknown;
                            };
                            documentId: string | null;
                            no: number;
                            note: string;
                            /** @enum {string} */
                            state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        }[];
                        timeZone: string;
                        title: string;
                    };
                };
            };
        };
    };
    getCasesDocumentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
                documentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
        };
    };
    postCasesDocumentsDecisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseId: string;
                documentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "sign";
                    /** @description 机关代字 of the issuing body. */
                    mark: string;
                    /** @default  */
                    note?: string;
                } | {
                    /** @enum {string} */
                    decision: "return";
                    note: string;
                } | {
                    /** @enum {string} */
                    decision: "void";
                    note: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: components["schemas"]["Alert"][];
                        attachments: components["schemas"]["Attachment"][];
                        /** @description Why who asks cannot close it, where its end was proposed. */
                        closingObstacles: ("worked-by-you" | "remedies-open" | "drafts-open")[];
                        /** @description Until that day, by the calendar and by working days; negative once it is over. */
                        daysLeft: {
                            calendarDays: number;
                            workingDays: number;
                        } | null;
                        deputy: string | null;
                        documents: {
                            answeredAt: string | null;
                            content?: unknown;
                            dueOn: string | null;
                            escalationLevel: number;
                            id: string;
                            issuedAt: string | null;
                            kind: string;
                            number: string | null;
                            servedOn: string | null;
                            sha256: string | null;
                            signedBy: string | null;
                            /** @enum {string} */
                            state: "draft" | "issued" | "void" | "discarded";
                        }[];
                        draftableKinds: {
                            /** @enum {string} */
                            kind: "reminder-letter" | "warning-notice" | "talk-notice" | "circular" | "supervision-notice" | "audit-notice" | "inspection-notice" | "inspection-advice" | "rectification-order" | "recheck-opinion";
                            measure: ("reminder" | "explanation" | "talk" | "circular" | "supervision" | "energy-audit" | "inspection" | "inspection-advice" | "rectification-order") | null;
                            needsDeadline: boolean;
                        }[];
                        /** @description Next day on which an answer is due. */
                        dueOn: string | null;
                        enterpriseId: string;
                        enterpriseName: string;
                        /** @description When the unit was heard. */
                        heardAt: string | null;
                        id: string;
                        inspector: string;
                        mergedIntoId: string | null;
                        openedAt: string;
                        permittedMeasures: string[];
                        /** @description What who asks can do about it now. */
                        possibleActs: ("assign" | "set-deputy" | "add-alert" | "merge" | "draft" | "issue" | "void" | "void-order" | "serve" | "serve-order" | "inform" | "reply" | "reply-order" | "escalate" | "hear" | "inspect" | "recheck-passed" | "recheck-failed" | "file-remedy" | "decide-remedy" | "propose-closing" | "return" | "close" | "archive")[];
                        remedies: {
                            decidedAt: string | null;
                            decision: string | null;
                            filedAt: string;
                            filedBy: string;
                            id: string;
                            outcome: ("upheld" | "partly-upheld" | "rejected" | "withdrawn") | null;
                            text: string;
                            /** @enum {string} */
                            type: "statement" | "data-objection" | "reconsideration";
                        }[];
                        /** @enum {string} */
                        state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        steps: {
                            act: string;
                            at: string;
                            attachmentIds: string[];
                            auditSequence: number;
                            by: string;
                            details: {
                                [key: string]: unknown;
                            };
                            documentId: string | null;
                            no: number;
                            note: string;
                            /** @enum {string} */
                            state: "handling" | "awaiting-reply" | "rectifying" | "rechecking" | "closing" | "closed" | "archived" | "merged";
                        }[];
                        timeZone: string;
                        title: string;
                    };
                };
            };
        };
    };
    getConflicts: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                enterpriseId?: string;
                limit?: number;
                meterId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Conflict"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getContacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Contact"][];
                    };
                };
            };
        };
    };
    postContacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    email?: string | null;
                    /** @description Begin of duty; null for always. */
                    from?: string | null;
                    /**
                     * @default zh
                     * @enum {string}
                     */
                    language?: "zh" | "en";
                    name: string;
                    /** @default null */
                    phone?: string | null;
                    /**
                     * @description `energy-manager` 能源管理负责人, `deputy` 代理人, `inspector-on-duty` 值班监察员.
                     * @enum {string}
                     */
                    post: "energy-manager" | "deputy" | "inspector-on-duty";
                    /** @default null */
                    quietHours?: {
                        from: string;
                        to: string;
                    } | null;
                    /** @description Region code, park code or enterprise id; empty for the platform. */
                    scopeId: string;
                    /** @enum {string} */
                    scopeType: "region" | "park" | "enterprise";
                    /** @default 1 */
                    severityMin?: 1 | 2 | 3;
                    to?: string | null;
                    /**
                     * @description Account of the person: what names it reaches them off duty, too.
                     * @default null
                     */
                    username?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
        };
    };
    putContactsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    email?: string | null;
                    /** @description Begin of duty; null for always. */
                    from?: string | null;
                    /**
                     * @default zh
                     * @enum {string}
                     */
                    language?: "zh" | "en";
                    name: string;
                    /** @default null */
                    phone?: string | null;
                    /**
                     * @description `energy-manager` 能源管理负责人, `deputy` 代理人, `inspector-on-duty` 值班监察员.
                     * @enum {string}
                     */
                    post: "energy-manager" | "deputy" | "inspector-on-duty";
                    /** @default null */
                    quietHours?: {
                        from: string;
                        to: string;
                    } | null;
                    /** @default 1 */
                    severityMin?: 1 | 2 | 3;
                    to?: string | null;
                    /**
                     * @description Account of the person: what names it reaches them off duty, too.
                     * @default null
                     */
                    username?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
        };
    };
    deleteContactsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCorrections: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
                state?: "requested" | "checked" | "approved" | "rejected" | "withdrawn";
                type?: "manual-reading" | "replaced-value" | "void-reading" | "meter-exchange" | "reject-step" | "production" | "revocation";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Correction"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getEliminationItems: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                category: string;
                                document: string;
                                /** Format: date */
                                eliminatedFrom: string;
                                models: string[];
                                /** @default  */
                                note: string;
                                /** @description Compared with the published list; taken to be unless false. */
                                verified?: boolean;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEliminationItems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        category: string;
                        document: string;
                        /** Format: date */
                        eliminatedFrom: string;
                        models: string[];
                        /** @default  */
                        note?: string;
                        /** @description Compared with the published list; taken to be unless false. */
                        verified?: boolean;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            category: string;
                            document: string;
                            /** Format: date */
                            eliminatedFrom: string;
                            models: string[];
                            /** @default  */
                            note: string;
                            /** @description Compared with the published list; taken to be unless false. */
                            verified?: boolean;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEngagements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Engagement"][];
                    };
                };
            };
        };
    };
    postEngagements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description User names. */
                    auditors: string[];
                    /** @description Frozen state: the auditors see what was received and recorded by then. */
                    dataAsOf?: string;
                    /** @description Of the document or contract. */
                    documentNo: string;
                    enterpriseIds: string[];
                    expiresAt: string;
                    /** Format: date */
                    periodFrom: string;
                    /** Format: date */
                    periodTo: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagement"];
                };
            };
        };
    };
    getEngagementsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        auditors: {
                            name: string;
                            username: string;
                        }[];
                        commissioner: string;
                        /** @enum {string} */
                        commissionerType: "authority" | "enterprise";
                        createdAt: string;
                        dataAsOf: string | null;
                        documentNo: string;
                        /** @description Those that the caller may see. */
                        enterpriseIds: string[];
                        events: {
                            action: string;
                            at: string;
                            by: string;
                            no: number;
                            reason: string;
                        }[];
                        expiresAt: string;
                        id: string;
                        periodFrom: string;
                        periodTo: string;
                        /** @enum {string} */
                        state: "active" | "closed" | "revoked";
                        title: string;
                    };
                };
            };
        };
    };
    postEngagementsActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "extend";
                    expiresAt: string;
                    reason: string;
                } | {
                    /** @enum {string} */
                    action: "close";
                    reason: string;
                } | {
                    /** @enum {string} */
                    action: "revoke";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Engagement"];
                };
            };
        };
    };
    getEngagementsAlerts: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            assignee: string | null;
                            caseId: string | null;
                            /**
                             * @description 预警 or 告警
                             * @enum {string}
                             */
                            category: "warning" | "alarm";
                            /** @enum {string} */
                            condition: "firing" | "resolved";
                            /** @description Stands in while the officer is away. */
                            deputy: string | null;
                            enterpriseId: string;
                            enterpriseName: string;
                            /** @description As the rules had it when the alert was opened. */
                            evidence: unknown;
                            factorVersion: string | null;
                            /** @enum {string} */
                            handling: "new" | "verified" | "data-problem" | "false-alarm" | "in-case" | "merged" | "closed";
                            /** @description A suspicion that nobody verified: not shown to the enterprise. */
                            hidden: boolean;
                            id: string;
                            judgedAt: string;
                            mergedIntoId: string | null;
                            openedAt: string;
                            /** @description First and last day. */
                            period: {
                                from: string;
                                to: string;
                            };
                            policyVersion: string | null;
                            rule: string;
                            ruleVersion: string;
                            /** @description 1 to 3; 3 is the gravest. */
                            severity: number;
                            targetId: string | null;
                            transitions: {
                                at: string;
                                /** @description Row of the audit log that proves it. */
                                auditSequence: number;
                                /** @enum {string} */
                                condition: "firing" | "resolved";
                                handling: string;
                                no: number;
                                severity: number;
                                type: string;
                            }[];
                        }[];
                        next?: string;
                    };
                };
            };
        };
    };
    getEngagementsCases: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            documents: {
                                dueOn: string | null;
                                issuedAt: string;
                                kind: string;
                                number: string | null;
                                servedOn: string | null;
                                /** @description Of the text as it was issued. */
                                sha256: string | null;
                            }[];
                            enterpriseId: string;
                            id: string;
                            state: string;
                            steps: {
                                act: string;
                                at: string;
                                auditSequence: number;
                                no: number;
                            }[];
                            title: string;
                        }[];
                        next?: string;
                    };
                };
            };
        };
    };
    getEngagementsFindings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditFinding"][];
                    };
                };
            };
        };
    };
    postEngagementsFindings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    description: string;
                    enterpriseId: string;
                    evidence: string;
                    recommendation: string;
                    /**
                     * @description 3 is the gravest.
                     * @enum {number}
                     */
                    severity: 1 | 2 | 3;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditFinding"];
                };
            };
        };
    };
    getEngagementsFindingsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
                findingId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditFinding"][];
                    };
                };
            };
        };
    };
    postEngagementsFindingsActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
                findingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "revise";
                    description: string;
                    evidence: string;
                    recommendation: string;
                    /**
                     * @description 3 is the gravest.
                     * @enum {number}
                     */
                    severity: 1 | 2 | 3;
                    title: string;
                } | {
                    /** @enum {string} */
                    action: "issue";
                } | {
                    /** @enum {string} */
                    action: "return";
                    note: string;
                } | {
                    /** @enum {string} */
                    action: "close";
                    note: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditFinding"];
                };
            };
        };
    };
    getEngagementsPapers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WorkingPaper"][];
                    };
                };
            };
        };
    };
    postEngagementsPapers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    attachmentIds?: string[];
                    /** @default [] */
                    figures?: {
                        figure: unknown;
                        /** @description Address of the query the figure came from. */
                        query: string;
                    }[];
                    text: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingPaper"];
                };
            };
        };
    };
    getEngagementsPapersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
                paperId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WorkingPaper"][];
                    };
                };
            };
        };
    };
    postEngagementsPapersRevisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
                paperId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    attachmentIds?: string[];
                    /** @default [] */
                    figures?: {
                        figure: unknown;
                        /** @description Address of the query the figure came from. */
                        query: string;
                    }[];
                    text: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingPaper"];
                };
            };
        };
    };
    getEngagementsSamples: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditSample"][];
                    };
                };
            };
        };
    };
    postEngagementsSamples: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                engagementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Only meters of this kind.
                     * @enum {string}
                     */
                    energyKind?: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "reactive-electricity";
                    enterpriseId: string;
                    /**
                     * Format: date
                     * @description First day; that of the engagement unless given.
                     */
                    from?: string;
                    purpose: string;
                    /** @description Chosen by the server where absent. */
                    seed?: string;
                    size: number;
                    /** Format: date */
                    to?: string;
                    /** @enum {string} */
                    unit: "meter" | "day" | "month" | "meter-day" | "meter-month";
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditSample"];
                };
            };
        };
    };
    getEnterprises: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
                parkCode?: string;
                regionCode?: string;
                /** @description Part of the name. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Enterprise"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprises: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    class?: string | null;
                    id: string;
                    industryCode: string;
                    name: string;
                    parkCode?: string | null;
                    regionCode: string;
                    /** @default Asia/Shanghai */
                    timeZone?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enterprise"];
                };
            };
        };
    };
    getEnterprisesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enterprise"];
                };
            };
        };
    };
    patchEnterprisesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    class?: string | null;
                    industryCode?: string;
                    name?: string;
                    parkCode?: string | null;
                    regionCode?: string;
                    timeZone?: string;
                    validFrom?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enterprise"];
                };
            };
        };
    };
    getEnterprisesAnnualReports: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default [] */
                                attachmentIds: string[];
                                /** @default  */
                                documentNo: string;
                                /** Format: date */
                                submittedOn: string;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesAnnualReports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** @default [] */
                        attachmentIds?: string[];
                        /** @default  */
                        documentNo?: string;
                        /** Format: date */
                        submittedOn: string;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** @default [] */
                            attachmentIds: string[];
                            /** @default  */
                            documentNo: string;
                            /** Format: date */
                            submittedOn: string;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesApprovedProjects: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** Format: date */
                                approvedOn: string;
                                approvedTce: number;
                                /** @enum {string} */
                                basis: "calorific" | "primary";
                                documentNo: string;
                                issuer: string;
                                /** @default [] */
                                meters: string[];
                                name: string;
                                /** @default null */
                                operatingFrom: string | null;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesApprovedProjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** Format: date */
                        approvedOn: string;
                        approvedTce: number;
                        /** @enum {string} */
                        basis: "calorific" | "primary";
                        documentNo: string;
                        issuer: string;
                        /** @default [] */
                        meters?: string[];
                        name: string;
                        /** @default null */
                        operatingFrom?: string | null;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** Format: date */
                            approvedOn: string;
                            approvedTce: number;
                            /** @enum {string} */
                            basis: "calorific" | "primary";
                            documentNo: string;
                            issuer: string;
                            /** @default [] */
                            meters: string[];
                            name: string;
                            /** @default null */
                            operatingFrom: string | null;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesAssessedRule: {
        parameters: {
            query?: {
                /** @description Today unless given. */
                date?: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        date: string;
                        rule: components["schemas"]["AssessedRule"] | null;
                    };
                };
            };
        };
    };
    postEnterprisesAttachments: {
        parameters: {
            query: {
                /** @description Hide it from the enterprise’s own people. */
                internal?: string;
                name: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
        };
    };
    getEnterprisesAttachmentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachmentId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
        };
    };
    getEnterprisesAttachmentsContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachmentId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
        };
    };
    getEnterprisesAuditProgramme: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default  */
                                auditor: string;
                                batch: string;
                                /** @default  */
                                documentNo: string;
                                /** @default null */
                                doneOn: string | null;
                                /** Format: date */
                                dueOn: string;
                                /** @default null */
                                engagementId: string | null;
                                /** @enum {string} */
                                state: "planned" | "commissioned" | "done" | "cancelled";
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesAuditProgramme: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** @default  */
                        auditor?: string;
                        batch: string;
                        /** @default  */
                        documentNo?: string;
                        /** @default null */
                        doneOn?: string | null;
                        /** Format: date */
                        dueOn: string;
                        /** @default null */
                        engagementId?: string | null;
                        /** @enum {string} */
                        state: "planned" | "commissioned" | "done" | "cancelled";
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** @default  */
                            auditor: string;
                            batch: string;
                            /** @default  */
                            documentNo: string;
                            /** @default null */
                            doneOn: string | null;
                            /** Format: date */
                            dueOn: string;
                            /** @default null */
                            engagementId: string | null;
                            /** @enum {string} */
                            state: "planned" | "commissioned" | "done" | "cancelled";
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesBalance: {
        parameters: {
            query: {
                /** @description Only what was on record at this instant. */
                asOf?: string;
                /** @description Pins a factor set; otherwise the newest. */
                factorSet?: string;
                /** @description The last of three years. */
                year: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnergyBalance"];
                };
            };
        };
    };
    getEnterprisesBalanceXlsx: {
        parameters: {
            query: {
                /** @description Only what was on record at this instant. */
                asOf?: string;
                /** @description Pins a factor set; otherwise the newest. */
                factorSet?: string;
                /** @description The last of three years. */
                year: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
        };
    };
    getEnterprisesBills: {
        parameters: {
            query: {
                /** @description Only what was on record at this instant. */
                asOf?: string;
                from: string;
                kind?: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                to: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EnergyBill"][];
                        readingDays: {
                            /** @description Day of the month on which the supplier reads; 31 for the last one. */
                            day: number | 31;
                            /** @enum {string} */
                            kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesBills: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    amountCny?: number | null;
                    /** Format: date */
                    firstDay: string;
                    /** @enum {string} */
                    kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                    /** Format: date */
                    lastDay: string;
                    /** @default  */
                    note?: string;
                    /** @description Null voids the bill that is replaced. */
                    quantity: number | null;
                    /** @description Number of the bill it stands in the place of. */
                    replaces?: number;
                    /** @description Quantity by time of use: 尖、峰、平、谷. */
                    split?: {
                        flat?: number;
                        peak?: number;
                        sharp?: number;
                        valley?: number;
                    } | null;
                    /** @enum {string} */
                    unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        number: number;
                    };
                };
            };
        };
    };
    putEnterprisesBillsReadingDay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Day of the month on which the supplier reads; 31 for the last one. */
                    day: number | 31;
                    /** @enum {string} */
                    kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Day of the month on which the supplier reads; 31 for the last one. */
                        day: number | 31;
                        /** @enum {string} */
                        kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                    };
                };
            };
        };
    };
    getEnterprisesBudgetApplications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BudgetApplication"][];
                    };
                };
            };
        };
    };
    postEnterprisesBudgetApplications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    attachmentIds?: string[];
                    /** @default [] */
                    figures?: {
                        name: string;
                        unit: string;
                        value: number;
                    }[];
                    reason: string;
                    requestedLimit: number;
                    targetId: string;
                    year: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetApplication"];
                };
            };
        };
    };
    postEnterprisesBudgetApplicationsDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicationId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "grant";
                    documentNo: string;
                    /**
                     * Format: date
                     * @description 1 January unless given.
                     */
                    effectiveFrom?: string;
                    /** @description What is granted; it need not be what was asked for. */
                    limit: number;
                    /** @description Needed where the target has a plan by month: the months yet to come bear it. */
                    monthlyPlan?: number[];
                    /** @default  */
                    note?: string;
                } | {
                    /** @enum {string} */
                    decision: "refuse";
                    /** @default  */
                    documentNo?: string;
                    note: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetApplication"];
                };
            };
        };
    };
    getEnterprisesCalibrations: {
        parameters: {
            query?: {
                /** @description Today unless given. */
                date?: string;
                /** @description Only meters whose valid certificate ends within so many days. */
                expiringWithinDays?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        date: string;
                        expiringWithin30DaysCount: number;
                        expiringWithin90DaysCount: number;
                        items: components["schemas"]["CalibrationStanding"][];
                        validCount: number;
                    };
                };
            };
        };
    };
    getEnterprisesCalorificValues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What follows from these and from the batches of the ledger. */
                        factors: {
                            energyKind: string;
                            kgcePerUnit: number;
                            source: string;
                            unit: string;
                            validFrom: string;
                            validTo: string | null;
                        }[];
                        items: components["schemas"]["CalorificValue"][];
                    };
                };
            };
        };
    };
    postEnterprisesCalorificValues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    values: {
                        /**
                         * @description Empty for the period as a whole.
                         * @default
                         */
                        batch?: string;
                        /**
                         * @description Amount of the batch in `unit`: its weight in the mean.
                         * @default null
                         */
                        batchQuantity?: number | null;
                        /** @description Test report. */
                        documentNo: string;
                        /** @enum {string} */
                        energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                        /** @description Net calorific value as received; null takes an earlier value back. */
                        kjPerUnit: number | null;
                        /** @enum {string} */
                        unit: "kg" | "m3";
                        /** Format: date */
                        validFrom: string;
                        /**
                         * Format: date
                         * @description First day it no longer holds.
                         */
                        validTo: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What follows from these and from the batches of the ledger. */
                        factors: {
                            energyKind: string;
                            kgcePerUnit: number;
                            source: string;
                            unit: string;
                            validFrom: string;
                            validTo: string | null;
                        }[];
                        items: components["schemas"]["CalorificValue"][];
                    };
                };
            };
        };
    };
    getEnterprisesClassList: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default null */
                                basis: ("calorific" | "primary") | null;
                                /** @enum {string} */
                                class: "statutory" | "designated" | "local" | "none";
                                /** @default null */
                                decidedByTce: number | null;
                                documentNo: string;
                                duties: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                                issuer: string;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesClassList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** @default null */
                        basis?: ("calorific" | "primary") | null;
                        /** @enum {string} */
                        class: "statutory" | "designated" | "local" | "none";
                        /** @default null */
                        decidedByTce?: number | null;
                        documentNo: string;
                        duties: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                        issuer: string;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** @default null */
                            basis: ("calorific" | "primary") | null;
                            /** @enum {string} */
                            class: "statutory" | "designated" | "local" | "none";
                            /** @default null */
                            decidedByTce: number | null;
                            documentNo: string;
                            duties: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                            issuer: string;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesConsumption: {
        parameters: {
            query: {
                /** @description 口径 of totals; meters by themselves belong to none. */
                account?: "comprehensive" | "statistical" | "assessed";
                /** @description By what had been received and recorded by then, counted again from the readings. */
                asOf?: string;
                /** @description 环比, 同比, 累计 of the last period that has begun; for days, months and years. */
                compare?: string;
                /** @description Factors of this set; the newest published one unless named. */
                factorSet?: string;
                /** @description Meters of this flow alone. Their total is a `selection`, in no account. */
                flow?: "purchased" | "supplied-out" | "generated" | "process";
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                groupBy?: "energyKind" | "meter";
                interval: "hour" | "day" | "month" | "year";
                kinds?: string;
                /** @description These meters alone. Their total is a `selection`, in no account. */
                meterIds?: string;
                siteId?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
                /** @description A second figure in this unit, where the kind is measured in its dimension. */
                unit?: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description 口径 of the totals; `selection`: the named meters, each energy once.
                         * @enum {string}
                         */
                        account: "comprehensive" | "statistical" | "assessed" | "selection";
                        asOf?: components["schemas"]["AsOf"];
                        /** @description Generated flows that nobody declared, and what they were taken for. */
                        assumed: {
                            generation: string;
                            meterId: string;
                        }[];
                        comparisons?: {
                            [key: string]: components["schemas"]["ConsumptionComparison"];
                        };
                        engineVersion: number;
                        enterpriseId: string;
                        factorSet: {
                            id: string;
                            publishedOn: string;
                        };
                        /** @description Start of the first hour of the answer. */
                        from: string;
                        groupBy: string;
                        interval: string;
                        meters: {
                            /**
                             * @description State of its certificate at the end of the range.
                             * @enum {string}
                             */
                            calibration: "valid" | "expired" | "failed" | "none";
                            energyKind: string;
                            flow: string;
                            level: number;
                            masterMeterId: string | null;
                            meterId: string;
                            name: string;
                            siteId: string | null;
                            /** @description Why the meter counts in the totals or not. */
                            verdict: string;
                        }[];
                        registryVersion: number;
                        rows: {
                            /** @description Time for which the energy is known, over the time that has passed, 0 to 1. */
                            completeness: number;
                            end: string;
                            /** @description Part that is estimated or questionable, 0 to 1. */
                            estimatedShare: number;
                            groups: components["schemas"]["ConsumptionGroup"][];
                            /** @description Sums of what is known, while the rest is missing. */
                            known: {
                                tceCalorific: number;
                                tcePrimary: number;
                                tco2: number;
                            };
                            /** @description True where the range asked for cuts the period. */
                            partial: boolean;
                            start: string;
                            /** @description Tonnes of standard coal at calorific value (当量值). */
                            tceCalorific: number | null;
                            /** @description Tonnes of standard coal at primary-energy value (等价值). */
                            tcePrimary: number | null;
                            /** @description Tonnes of CO2. */
                            tco2: number | null;
                        }[];
                        timeZone: string;
                        /** @description End of its last hour. */
                        to: string;
                        total: {
                            /** @description Time for which the energy is known, over the time that has passed, 0 to 1. */
                            completeness: number;
                            end: string;
                            /** @description Part that is estimated or questionable, 0 to 1. */
                            estimatedShare: number;
                            factorIds: string[];
                            groups: components["schemas"]["ConsumptionGroup"][];
                            /** @description Sums of what is known, while the rest is missing. */
                            known: {
                                tceCalorific: number;
                                tcePrimary: number;
                                tco2: number;
                            };
                            missing: components["schemas"]["MissingPart"][];
                            /** @description True where the range asked for cuts the period. */
                            partial: boolean;
                            start: string;
                            /** @description Tonnes of standard coal at calorific value (当量值). */
                            tceCalorific: number | null;
                            /** @description Tonnes of standard coal at primary-energy value (等价值). */
                            tcePrimary: number | null;
                            /** @description Tonnes of CO2. */
                            tco2: number | null;
                        };
                        virtualMeters: {
                            energyKind: string;
                            formulas: {
                                formula: string;
                                validFrom: string;
                            }[];
                            meterId: string;
                            name: string;
                        }[];
                    };
                };
            };
        };
    };
    getEnterprisesCorrections: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                from?: string;
                limit?: number;
                state?: "requested" | "checked" | "approved" | "rejected" | "withdrawn";
                to?: string;
                type?: "manual-reading" | "replaced-value" | "void-reading" | "meter-exchange" | "reject-step" | "production" | "revocation";
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Correction"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprisesCorrections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    attachmentIds?: string[];
                    readings: {
                        meterId: string;
                        readAt: string;
                        /** @description What the meter showed, in its unit, before any multiplier. */
                        value: number;
                    }[];
                    reason: string;
                    /** @enum {string} */
                    type: "manual-reading" | "replaced-value";
                } | {
                    /** @default [] */
                    attachmentIds?: string[];
                    readings: {
                        meterId: string;
                        readAt: string;
                    }[];
                    reason: string;
                    /** @enum {string} */
                    type: "void-reading";
                } | {
                    at?: string;
                    /** @default [] */
                    attachmentIds?: string[];
                    /** @description What the old meter showed last. */
                    finalValue?: number;
                    /** @description What the new meter showed first. */
                    initialValue?: number;
                    meterId?: string;
                    /** @description Id of a device’s event; what is not given here is taken from it. */
                    proposalId?: string;
                    reason: string;
                    /** @enum {string} */
                    type: "meter-exchange";
                } | {
                    /** @description Instant of the first reading after the step. */
                    at: string;
                    /** @default [] */
                    attachmentIds?: string[];
                    meterId: string;
                    reason: string;
                    /** @enum {string} */
                    type: "reject-step";
                } | {
                    /** @default [] */
                    attachmentIds?: string[];
                    outputs: {
                        from: string;
                        product: string;
                        quantity: number;
                        /** @description Id of the output it replaces. */
                        replaces?: string;
                        to: string;
                        /** @description The product’s own unit. */
                        unit?: string;
                    }[];
                    reason: string;
                    /** @enum {string} */
                    type: "production";
                } | {
                    /** @default [] */
                    attachmentIds?: string[];
                    correctionNo: number;
                    reason: string;
                    /** @enum {string} */
                    type: "revocation";
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionDetails"];
                };
            };
        };
    };
    getEnterprisesCorrectionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                correctionId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionDetails"];
                };
            };
        };
    };
    postEnterprisesCorrectionsApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                correctionId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    note?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionDetails"];
                };
            };
        };
    };
    postEnterprisesCorrectionsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                correctionId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    note?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionDetails"];
                };
            };
        };
    };
    getEnterprisesCorrectionsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                correctionId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            after: {
                                coveredMs: number;
                                estimatedQuantity: number;
                                quantity: number;
                            } | null;
                            before: {
                                coveredMs: number;
                                estimatedQuantity: number;
                                quantity: number;
                            } | null;
                            meterId: string;
                            start: string;
                            unit: string;
                        }[];
                        /**
                         * @description Once it is decided, nothing is shown.
                         * @enum {string}
                         */
                        state: "requested" | "checked" | "approved" | "rejected" | "withdrawn";
                    };
                };
            };
        };
    };
    postEnterprisesCorrectionsReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                correctionId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionDetails"];
                };
            };
        };
    };
    postEnterprisesCorrectionsWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                correctionId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    note?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionDetails"];
                };
            };
        };
    };
    getEnterprisesDataDuty: {
        parameters: {
            query?: {
                /** @description First day; 30 days before the last unless given. */
                from?: string;
                /** @description Last day; yesterday unless given. */
                to?: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: components["schemas"]["DutyDay"][];
                        from: string;
                        months: {
                            /** @description Received of expected; null where none is due. */
                            completenessRatio: number | null;
                            /** @description Days of the month within the range that are judged. */
                            dayCount: number;
                            /** @description Readings that a declared fault or stop lifts. */
                            declaredCount: number;
                            /** @description Readings due, without those declared off. */
                            expectedCount: number;
                            month: string;
                            /** @description Readings there, of each meter up to what is due. */
                            receivedCount: number;
                            /** @enum {string} */
                            result: "met" | "not-met" | "exempt" | "not-judged";
                            verdicts: components["schemas"]["DutyVerdict"][];
                        }[];
                        to: string;
                        total: {
                            /** @description Received of expected; null where none is due. */
                            completenessRatio: number | null;
                            /** @description Readings that a declared fault or stop lifts. */
                            declaredCount: number;
                            /** @description Readings due, without those declared off. */
                            expectedCount: number;
                            /** @description Readings there, of each meter up to what is due. */
                            receivedCount: number;
                            /** @enum {string} */
                            result: "met" | "not-met" | "exempt" | "not-judged";
                            verdicts: components["schemas"]["DutyVerdict"][];
                        };
                    };
                };
            };
        };
    };
    getEnterprisesDeclaredStops: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeclaredStop"][];
                    };
                };
            };
        };
    };
    postEnterprisesDeclaredStops: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: string;
                    /**
                     * @description `fault` 故障, `stop` 停产检修.
                     * @enum {string}
                     */
                    kind: "fault" | "stop";
                    /**
                     * @description None: the whole enterprise.
                     * @default []
                     */
                    meterIds?: string[];
                    reason: string;
                    to?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclaredStop"];
                };
            };
        };
    };
    postEnterprisesDeclaredStopsActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                stopId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "end";
                    at: string;
                    note: string;
                } | {
                    /** @enum {string} */
                    action: "withdraw";
                    note: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclaredStop"];
                };
            };
        };
    };
    getEnterprisesDemand: {
        parameters: {
            query: {
                asOf?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                meterId: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Demand"];
                };
            };
        };
    };
    getEnterprisesDevices: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Device"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprisesDevices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    /** @default  */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCredential"];
                };
            };
        };
    };
    patchEnterprisesDevicesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
        };
    };
    postEnterprisesDevicesCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ({
                    /** @enum {string} */
                    kind: "password";
                } | {
                    /** @description A certificate of yours, in PEM, signed by an authority the gateway trusts. */
                    certificate?: string;
                    /** @enum {string} */
                    kind: "certificate";
                    sha256?: string;
                    /** @description PKCS#10 in PEM: the key stays in the device. */
                    signingRequest?: string;
                }) | null;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCredential"];
                };
            };
        };
    };
    postEnterprisesDevicesRevocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deviceId: string;
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
        };
    };
    getEnterprisesEnergyManagers: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** Format: date */
                                appointedOn: string;
                                /** @default  */
                                email: string | "";
                                /**
                                 * @description Day of the filing (备案).
                                 * @default null
                                 */
                                filedOn: string | null;
                                /** @default null */
                                filingNo: string | null;
                                name: string;
                                /** @default  */
                                phone: string;
                                /** @default  */
                                position: string;
                                /** @default  */
                                qualification: string;
                                /** @default null */
                                validTo: string | null;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesEnergyManagers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** Format: date */
                        appointedOn: string;
                        /** @default  */
                        email?: string | "";
                        /**
                         * @description Day of the filing (备案).
                         * @default null
                         */
                        filedOn?: string | null;
                        /** @default null */
                        filingNo?: string | null;
                        name: string;
                        /** @default  */
                        phone?: string;
                        /** @default  */
                        position?: string;
                        /** @default  */
                        qualification?: string;
                        /** @default null */
                        validTo?: string | null;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** Format: date */
                            appointedOn: string;
                            /** @default  */
                            email: string | "";
                            /**
                             * @description Day of the filing (备案).
                             * @default null
                             */
                            filedOn: string | null;
                            /** @default null */
                            filingNo: string | null;
                            name: string;
                            /** @default  */
                            phone: string;
                            /** @default  */
                            position: string;
                            /** @default  */
                            qualification: string;
                            /** @default null */
                            validTo: string | null;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesEnergySources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        generations: {
                            /**
                             * @description `renewable`, or `conversion`: made from energy that was counted when it was bought.
                             * @enum {string}
                             */
                            generation: "renewable" | "conversion";
                            meterId: string;
                            no: number;
                            recordedAt: string;
                            recordedBy: string;
                            /** Format: date */
                            validFrom: string;
                        }[];
                        sources: {
                            /** @enum {string} */
                            energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                            /**
                             * @description Raw material too (原料用能).
                             * @default false
                             */
                            isFeedstock: boolean;
                            no: number;
                            recordedAt: string;
                            recordedBy: string;
                            /** @description Null: meters where one of level 1 measures purchases, else the ledger. */
                            source: ("metered" | "ledger") | null;
                            /**
                             * Format: date
                             * @description First day; use the first of a month, ledgers have no days.
                             */
                            validFrom: string;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesEnergySources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                    /**
                     * @description Raw material too (原料用能).
                     * @default false
                     */
                    isFeedstock?: boolean;
                    /** @description Null: meters where one of level 1 measures purchases, else the ledger. */
                    source: ("metered" | "ledger") | null;
                    /**
                     * Format: date
                     * @description First day; use the first of a month, ledgers have no days.
                     */
                    validFrom: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        generations: {
                            /**
                             * @description `renewable`, or `conversion`: made from energy that was counted when it was bought.
                             * @enum {string}
                             */
                            generation: "renewable" | "conversion";
                            meterId: string;
                            no: number;
                            recordedAt: string;
                            recordedBy: string;
                            /** Format: date */
                            validFrom: string;
                        }[];
                        sources: {
                            /** @enum {string} */
                            energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                            /**
                             * @description Raw material too (原料用能).
                             * @default false
                             */
                            isFeedstock: boolean;
                            no: number;
                            recordedAt: string;
                            recordedBy: string;
                            /** @description Null: meters where one of level 1 measures purchases, else the ledger. */
                            source: ("metered" | "ledger") | null;
                            /**
                             * Format: date
                             * @description First day; use the first of a month, ledgers have no days.
                             */
                            validFrom: string;
                        }[];
                    };
                };
            };
        };
    };
    getEnterprisesEquipment: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @description Such as transformer, motor, pump, fan, compressor, boiler. */
                                category: string;
                                /** @default null */
                                commissionedOn: string | null;
                                /** @default 1 */
                                count: number;
                                model: string;
                                name: string;
                                /** @default null */
                                ratedPowerKw: number | null;
                                /**
                                 * @default in-use
                                 * @enum {string}
                                 */
                                state: "in-use" | "disused" | "scrapped";
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesEquipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** @description Such as transformer, motor, pump, fan, compressor, boiler. */
                        category: string;
                        /** @default null */
                        commissionedOn?: string | null;
                        /** @default 1 */
                        count?: number;
                        model: string;
                        name: string;
                        /** @default null */
                        ratedPowerKw?: number | null;
                        /**
                         * @default in-use
                         * @enum {string}
                         */
                        state?: "in-use" | "disused" | "scrapped";
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** @description Such as transformer, motor, pump, fan, compressor, boiler. */
                            category: string;
                            /** @default null */
                            commissionedOn: string | null;
                            /** @default 1 */
                            count: number;
                            model: string;
                            name: string;
                            /** @default null */
                            ratedPowerKw: number | null;
                            /**
                             * @default in-use
                             * @enum {string}
                             */
                            state: "in-use" | "disused" | "scrapped";
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesEvents: {
        parameters: {
            query: {
                /** @description `next` of the page before. */
                after?: string;
                from: string;
                limit?: number;
                to: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReportedEvent"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprisesEventsDismissal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                eventId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        at: string;
                        by: string;
                        correctionNo?: number;
                        reason: string;
                        /** @enum {string} */
                        state: "accepted" | "dismissed";
                    };
                };
            };
        };
    };
    getEnterprisesExplain: {
        parameters: {
            query: {
                /** @description 口径 of totals; meters by themselves belong to none. */
                account?: "comprehensive" | "statistical" | "assessed";
                /** @description `next` of the page before: meters come by id. */
                after?: string;
                /** @description By what had been received and recorded by then, counted again from the readings. */
                asOf?: string;
                /** @description Factors of this set; the newest published one unless named. */
                factorSet?: string;
                /** @description Meters of this flow alone. Their total is a `selection`, in no account. */
                flow?: "purchased" | "supplied-out" | "generated" | "process";
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                interval?: "hour" | "day" | "month" | "year";
                kinds?: string;
                limit?: number;
                /** @description These meters alone. Their total is a `selection`, in no account. */
                meterIds?: string;
                siteId?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
        };
    };
    getEnterprisesFindings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditFinding"][];
                    };
                };
            };
        };
    };
    postEnterprisesFindingsAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                findingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    answer: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditFinding"];
                };
            };
        };
    };
    getEnterprisesLatestReadings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            meterId: string;
                            readAt: string;
                        }[];
                    };
                };
            };
        };
    };
    getEnterprisesLedger: {
        parameters: {
            query: {
                /** @description Only what was on record at this instant. */
                asOf?: string;
                from: string;
                to: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LedgerRevision"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getEnterprisesLedgerById: {
        parameters: {
            query?: {
                /** @description Only what was on record at this instant. */
                asOf?: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Shown to the enterprise’s own people alone. */
                        draft: components["schemas"]["LedgerDraft"] | null;
                        /** @description To be named when saving; 0 where there was never a draft. */
                        draftVersion: number;
                        /** @description Of the draft. */
                        findings: components["schemas"]["LedgerFinding"][];
                        month: string;
                        revisions: components["schemas"]["LedgerRevision"][];
                    };
                };
            };
        };
    };
    putEnterprisesLedgerDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    lines: {
                        /** @description Measured net calorific values, kJ per kg or m³. */
                        calorificBatches?: {
                            kjPerUnit: number;
                            quantity: number;
                        }[];
                        closingStock?: number | null;
                        consumed?: number | null;
                        consumedFeedstock?: number | null;
                        consumedIndustrial?: number | null;
                        consumedLiving?: number | null;
                        consumedNonIndustrial?: number | null;
                        consumedTransport?: number | null;
                        conversionInput?: number | null;
                        conversionOutput?: number | null;
                        distributionLoss?: number | null;
                        /** @enum {string} */
                        kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                        openingStock?: number | null;
                        purchaseCostCny?: number | null;
                        purchased?: number | null;
                        purchasedOtherProvince?: number | null;
                        recovered?: number | null;
                        suppliedOut?: number | null;
                        /**
                         * @description Of every quantity of the line.
                         * @enum {string}
                         */
                        unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                    }[];
                    /** @default [] */
                    outputs?: {
                        outputValueCny?: number | null;
                        productId: string;
                        quantity?: number | null;
                        unit: string;
                        valueAddedCny?: number | null;
                    }[];
                    /** @description Version the changes were made on; 0 for a first draft. */
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        findings: components["schemas"]["LedgerFinding"][];
                        version: number;
                    };
                };
            };
        };
    };
    postEnterprisesLedgerSubmit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    reason?: string;
                    /** @description Version of the draft that you mean. */
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerRevision"];
                };
            };
        };
    };
    postEnterprisesLedgerUpload: {
        parameters: {
            query: {
                /** @description Of the draft it takes the place of. */
                version: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
                month: string;
            };
            cookie?: never;
        };
        /** @description CSV (UTF-8 or GB18030), or XLSX. */
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        findings: components["schemas"]["LedgerFinding"][];
                        version: number;
                    };
                };
            };
        };
    };
    postEnterprisesLedgerAccept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description All of them, or none; a revision that is not the newest is refused. */
                    months: {
                        month: string;
                        revision: number;
                    }[];
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            month: string;
                            revision: number;
                            state: string;
                        }[];
                    };
                };
            };
        };
    };
    getEnterprisesLedgerAwaiting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dueDay: number;
                        items: {
                            dueOn: string;
                            kinds: ("electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide")[];
                            month: string;
                            overdue: boolean;
                            state: string | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesLedgerCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description All of them, or none; a revision that is not the newest is refused. */
                    months: {
                        month: string;
                        revision: number;
                    }[];
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            month: string;
                            revision: number;
                            state: string;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesLedgerImport: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
                /** @description For months that were returned. */
                reason?: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        /** @description CSV (UTF-8 or GB18030), or XLSX. */
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                            sheet?: string;
                        }[];
                        /** @description Months that were submitted, or that would be. */
                        months: string[];
                        rows: number;
                        warnings: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                            sheet?: string;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesLedgerReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description All of them, or none; a revision that is not the newest is refused. */
                    months: {
                        month: string;
                        revision: number;
                    }[];
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            month: string;
                            revision: number;
                            state: string;
                        }[];
                    };
                };
            };
        };
    };
    getEnterprisesLedgerSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changeWarningRatio: number;
                        /** @description Day of the next month until whose end it is due. */
                        dueDay: number;
                        firstMonth: string | null;
                        gainLossBlockingRatio: number;
                        gainLossWarningRatio: number;
                        /** @description Owed every month; empty: as last time. */
                        kinds: ("electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide")[];
                        /** @description 0: nobody has set any, these are the defaults. */
                        revision: number;
                    };
                };
            };
        };
    };
    putEnterprisesLedgerSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    changeWarningRatio: number;
                    /** @description Day of the next month until whose end it is due. */
                    dueDay: number;
                    firstMonth: string | null;
                    gainLossBlockingRatio: number;
                    gainLossWarningRatio: number;
                    /** @description Owed every month; empty: as last time. */
                    kinds: ("electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide")[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changeWarningRatio: number;
                        /** @description Day of the next month until whose end it is due. */
                        dueDay: number;
                        firstMonth: string | null;
                        gainLossBlockingRatio: number;
                        gainLossWarningRatio: number;
                        /** @description Owed every month; empty: as last time. */
                        kinds: ("electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide")[];
                        /** @description 0: nobody has set any, these are the defaults. */
                        revision: number;
                    };
                };
            };
        };
    };
    getEnterprisesLedgerTemplateXlsx: {
        parameters: {
            query: {
                month: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
        };
    };
    getEnterprisesLoadCurve: {
        parameters: {
            query: {
                asOf?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                meterIds: string;
                /** @description Points of each meter at most. */
                points?: number;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadCurve"];
                };
            };
        };
    };
    getEnterprisesMeasureProgress: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default [] */
                                attachmentIds: string[];
                                measureId: string;
                                /** @default [] */
                                milestonesDone: string[];
                                month: string;
                                /** @default  */
                                note: string;
                                percent: number;
                                /** @default null */
                                spentCny: number | null;
                                /** @enum {string} */
                                status: "planned" | "running" | "done" | "cancelled";
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesMeasureProgress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** @default [] */
                        attachmentIds?: string[];
                        measureId: string;
                        /** @default [] */
                        milestonesDone?: string[];
                        month: string;
                        /** @default  */
                        note?: string;
                        percent: number;
                        /** @default null */
                        spentCny?: number | null;
                        /** @enum {string} */
                        status: "planned" | "running" | "done" | "cancelled";
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** @default [] */
                            attachmentIds: string[];
                            measureId: string;
                            /** @default [] */
                            milestonesDone: string[];
                            month: string;
                            /** @default  */
                            note: string;
                            percent: number;
                            /** @default null */
                            spentCny: number | null;
                            /** @enum {string} */
                            status: "planned" | "running" | "done" | "cancelled";
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesMeasuresSaving: {
        parameters: {
            query?: {
                /** @description A year before the measure began, unless given. */
                baselineFrom?: string;
                baselineTo?: string;
                basis?: "calorific" | "primary";
                confidence?: number;
                /** @description Degree days of every month from elsewhere; the register is not asked then. */
                degreeDays?: string;
                /** @description Whose output the energy follows; none: no output. */
                product?: string;
                /** @description The month after its end, unless given. */
                reportingFrom?: string;
                /** @description The last month that is over, unless given. */
                reportingTo?: string;
                /** @description Degree days of the region, where the baseline follows them. */
                weather?: "register" | "none";
                /** @description Year of the plan that has the measure; this one if not. */
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
                measureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasureSaving"];
                };
            };
        };
    };
    getEnterprisesMeterDevices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Null while its gateway does not answer, and where a person entered it. */
                            deviceId: string | null;
                            meterId: string;
                            readAt: string;
                        }[];
                    };
                };
            };
        };
    };
    getEnterprisesMeteringFit: {
        parameters: {
            query?: {
                date?: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        date: string;
                        items: {
                            calibratedCount: number;
                            /** @enum {string} */
                            group: "electricity" | "coal-coke" | "crude-oil" | "heavy-oil" | "refined-oil" | "lpg" | "natural-gas" | "coal-gas" | "steam" | "water" | "waste-energy";
                            isMet: boolean;
                            /** @enum {number} */
                            level: 1 | 2 | 3;
                            pointCount: number;
                            problems: {
                                pointId: string;
                                /** @enum {string} */
                                problem: "no-meter" | "not-calibrated" | "class-unknown" | "class-poor";
                            }[];
                            ratePercent: number;
                            registeredCount: number;
                            requiredPercent: number;
                        }[];
                        notes: string[];
                        /** @description Edition whose figures were used. */
                        standard: string | null;
                        /** @description Whether a person compared these figures with the text. */
                        verified: boolean;
                    };
                };
            };
        };
    };
    getEnterprisesMeteringPoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @default null */
                            accuracyClassMax: number | null;
                            /** @enum {string} */
                            group: "electricity" | "coal-coke" | "crude-oil" | "heavy-oil" | "refined-oil" | "lpg" | "natural-gas" | "coal-gas" | "steam" | "water" | "waste-energy";
                            id: string;
                            /** @enum {number} */
                            level: 1 | 2 | 3;
                            /** @default null */
                            meterId: string | null;
                            name: string;
                            /** @default false */
                            removed: boolean;
                            /**
                             * @description In the unit of the threshold of its group: kW, t/a, t/h, m3/a, m3/h, GJ/a or MW.
                             * @default null
                             */
                            size: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesMeteringPoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    accuracyClassMax?: number | null;
                    /** @enum {string} */
                    group: "electricity" | "coal-coke" | "crude-oil" | "heavy-oil" | "refined-oil" | "lpg" | "natural-gas" | "coal-gas" | "steam" | "water" | "waste-energy";
                    id: string;
                    /** @enum {number} */
                    level: 1 | 2 | 3;
                    /** @default null */
                    meterId?: string | null;
                    name: string;
                    /** @default false */
                    removed?: boolean;
                    /**
                     * @description In the unit of the threshold of its group: kW, t/a, t/h, m3/a, m3/h, GJ/a or MW.
                     * @default null
                     */
                    size?: number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @default null */
                        accuracyClassMax: number | null;
                        /** @enum {string} */
                        group: "electricity" | "coal-coke" | "crude-oil" | "heavy-oil" | "refined-oil" | "lpg" | "natural-gas" | "coal-gas" | "steam" | "water" | "waste-energy";
                        id: string;
                        /** @enum {number} */
                        level: 1 | 2 | 3;
                        /** @default null */
                        meterId: string | null;
                        name: string;
                        /** @default false */
                        removed: boolean;
                        /**
                         * @description In the unit of the threshold of its group: kW, t/a, t/h, m3/a, m3/h, GJ/a or MW.
                         * @default null
                         */
                        size: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesMeters: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Meter"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprisesMeters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dataCode?: string | null;
                    /** @enum {string} */
                    energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "reactive-electricity";
                    /** @enum {string} */
                    flow: "purchased" | "supplied-out" | "generated" | "process";
                    id: string;
                    intervalSeconds?: number | null;
                    /** @enum {string} */
                    kind: "register" | "interval" | "power";
                    /**
                     * @default 1
                     * @enum {number}
                     */
                    level?: 1 | 2 | 3;
                    masterMeterId?: string | null;
                    /** @default 1 */
                    multiplier?: number;
                    name: string;
                    ratedPowerKw?: number | null;
                    registerMax?: number | null;
                    siteId?: string | null;
                    /** @enum {string} */
                    unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                    validFrom?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meter"];
                };
            };
        };
    };
    getEnterprisesMetersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                meterId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dataCode?: string;
                        /** @enum {string} */
                        energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "reactive-electricity";
                        epochs: {
                            /** @enum {string} */
                            energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "reactive-electricity";
                            /** @enum {string} */
                            flow: "purchased" | "supplied-out" | "generated" | "process";
                            intervalSeconds?: number;
                            /** @enum {string} */
                            kind: "register" | "interval" | "power";
                            masterMeterId?: string;
                            multiplier: number;
                            ratedPowerKw?: number;
                            recordedAt: string;
                            recordedBy: string;
                            registerMax?: number;
                            revision: number;
                            /** @enum {string} */
                            unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                            validFrom: string;
                        }[];
                        /** @enum {string} */
                        flow: "purchased" | "supplied-out" | "generated" | "process";
                        id: string;
                        intervalSeconds?: number;
                        /** @enum {string} */
                        kind: "register" | "interval" | "power";
                        /** @enum {number} */
                        level: 1 | 2 | 3;
                        masterMeterId?: string;
                        multiplier: number;
                        name: string;
                        ratedPowerKw?: number;
                        registerMax?: number;
                        /** @description From when on it is out of use and owes no readings; absent while it is in use. */
                        retiredAt?: string;
                        retirements: {
                            reason: string;
                            recordedAt: string;
                            recordedBy: string;
                            /** @description Null: taken into use again. */
                            retiredAt: string | null;
                        }[];
                        siteId?: string;
                        /** @enum {string} */
                        unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                        validFrom: string;
                    };
                };
            };
        };
    };
    deleteEnterprisesMetersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                meterId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchEnterprisesMetersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                meterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dataCode?: string | null;
                    /** @enum {string} */
                    energyKind?: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "reactive-electricity";
                    /** @enum {string} */
                    flow?: "purchased" | "supplied-out" | "generated" | "process";
                    intervalSeconds?: number | null;
                    /** @enum {string} */
                    kind?: "register" | "interval" | "power";
                    /** @enum {number} */
                    level?: 1 | 2 | 3;
                    masterMeterId?: string | null;
                    multiplier?: number;
                    name?: string;
                    ratedPowerKw?: number | null;
                    registerMax?: number | null;
                    siteId?: string | null;
                    /** @enum {string} */
                    unit?: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                    validFrom?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meter"];
                };
            };
        };
    };
    getEnterprisesMetersCalibrations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                meterId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Calibration"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprisesMetersCalibrations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                meterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accuracyClass?: string | null;
                    attachmentId?: string | null;
                    certificateNo: string;
                    /**
                     * @description `verification` 检定, `calibration` 校准.
                     * @enum {string}
                     */
                    kind: "verification" | "calibration";
                    organisation: string;
                    /** Format: date */
                    performedOn: string;
                    /** @description Revision of an entry that was wrong. */
                    replaces?: number | null;
                    /**
                     * @default passed
                     * @enum {string}
                     */
                    result?: "passed" | "failed";
                    /** @description Last day of validity, where the certificate has one. */
                    validUntil?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Calibration"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprisesMetersGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                meterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `renewable`, or `conversion`: made from energy that was counted when it was bought.
                     * @enum {string}
                     */
                    generation: "renewable" | "conversion";
                    /** Format: date */
                    validFrom: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        generations: {
                            /**
                             * @description `renewable`, or `conversion`: made from energy that was counted when it was bought.
                             * @enum {string}
                             */
                            generation: "renewable" | "conversion";
                            meterId: string;
                            no: number;
                            recordedAt: string;
                            recordedBy: string;
                            /** Format: date */
                            validFrom: string;
                        }[];
                        sources: {
                            /** @enum {string} */
                            energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                            /**
                             * @description Raw material too (原料用能).
                             * @default false
                             */
                            isFeedstock: boolean;
                            no: number;
                            recordedAt: string;
                            recordedBy: string;
                            /** @description Null: meters where one of level 1 measures purchases, else the ledger. */
                            source: ("metered" | "ledger") | null;
                            /**
                             * Format: date
                             * @description First day; use the first of a month, ledgers have no days.
                             */
                            validFrom: string;
                        }[];
                    };
                };
            };
        };
    };
    putEnterprisesMetersRetirement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                meterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    /** @description Null: in use again. */
                    retiredAt: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reason: string;
                        recordedAt: string;
                        recordedBy: string;
                        /** @description Null: taken into use again. */
                        retiredAt: string | null;
                    };
                };
            };
        };
    };
    getEnterprisesObsoleteEquipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description In use, the date is past, the item verified. */
                            breach: boolean;
                            document: string;
                            eliminatedFrom: string;
                            equipmentId: string;
                            itemId: string;
                            /** @description False: of the built-in list, only to be looked at. */
                            verified: boolean;
                        }[];
                    };
                };
            };
        };
    };
    getEnterprisesOutputs: {
        parameters: {
            query: {
                /** @description `next` of the page before. */
                after?: string;
                from: string;
                limit?: number;
                to: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReportedOutput"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getEnterprisesPolicies: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PolicyVersion"][];
                    };
                };
            };
        };
    };
    postEnterprisesPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Newest signed version, which the document takes into account; unless given the one that the open draft was built on. */
                    baseVersion?: number;
                    document: {
                        targets: {
                            /** @enum {string} */
                            account?: "comprehensive" | "statistical" | "assessed";
                            baseline?: {
                                value: number;
                                year: number;
                            };
                            baselineLevel?: number;
                            /** @enum {string} */
                            basis?: "calorific" | "primary";
                            benchmark?: number;
                            documentNo?: string;
                            /** @enum {string} */
                            energyKind?: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                            factorSet?: string;
                            id: string;
                            /** Format: date */
                            issuedOn?: string;
                            issuer?: string;
                            level?: "binding" | 1 | 2 | 3;
                            limit?: number;
                            line?: string;
                            /** @enum {string} */
                            metric: "tce" | "tco2" | "physical" | "kgce-per-unit" | "tce-per-output-value" | "pue";
                            monthlyPlan?: number[];
                            /** @enum {string} */
                            period: "month" | "quarter" | "year";
                            product?: string;
                            standard?: string;
                            title?: string;
                            /** @enum {string} */
                            unit?: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                        }[];
                        thresholds?: {
                            "approved-project"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                severity?: number;
                            };
                            "benchmark-level"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                monthSeverity?: number;
                                overSeverity?: number;
                            };
                            "data-duty"?: {
                                completenessMinRatio?: number;
                                dayMonthGapMaxRatio?: number;
                                enabled?: boolean;
                                severity?: number;
                                silentWorkingDaysMax?: number;
                            };
                            "duty-due"?: {
                                dueSeverity?: number;
                                enabled?: boolean;
                                noticeDays?: number;
                                severity?: number;
                            };
                            "energy-manager"?: {
                                enabled?: boolean;
                                filingDays?: number;
                                severity?: number;
                            };
                            exhausted?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity?: number;
                            };
                            forecast?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                overSeverity?: number;
                                pointSeverity?: number;
                                previewMinDays?: number;
                            };
                            measure?: {
                                enabled?: boolean;
                                milestoneSeverity?: number;
                                severity?: number;
                            };
                            "obsolete-equipment"?: {
                                enabled?: boolean;
                                noticeDays?: number;
                                severity?: number;
                            };
                            progress?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity1Ratio?: number;
                                severity2Ratio?: number;
                                severity3Ratio?: number;
                            };
                            "remaining-budget"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity?: number;
                            };
                            settling?: {
                                clearDwellMinutes?: number;
                                completenessMinRatio?: number;
                                estimatedMaxRatio?: number;
                                raiseDwellMinutes?: number;
                            };
                            suspicion?: {
                                clearScore?: number;
                                enabled?: boolean;
                                minScore?: number;
                                severity?: number;
                            };
                            trend?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                repeatedSeverity?: number;
                                riseRatio?: number;
                                severity?: number;
                            };
                            "unit-product-limit"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                monthSeverity?: number;
                                overSeverity?: number;
                            };
                        };
                    };
                    /** @enum {string} */
                    part: "authority";
                    /** @description Revision that the changes were made on; 0 for the very first draft. */
                    revision: number;
                    year: number;
                } | {
                    /** @description Newest signed version, which the document takes into account; unless given the one that the open draft was built on. */
                    baseVersion?: number;
                    document: {
                        measures: {
                            /** @enum {string} */
                            category: "technical-renovation" | "equipment-upgrade" | "process-optimisation" | "waste-heat" | "energy-conversion" | "management";
                            /** Format: date */
                            doneOn?: string;
                            /** Format: date */
                            end: string;
                            expectedSavingTce?: number;
                            id: string;
                            investmentCny?: number;
                            meters?: string[];
                            milestones?: {
                                /** Format: date */
                                doneOn?: string;
                                /** Format: date */
                                due: string;
                                title: string;
                            }[];
                            responsible?: string;
                            /** Format: date */
                            start: string;
                            /** @enum {string} */
                            status: "planned" | "running" | "done" | "verified" | "cancelled";
                            title: string;
                            worksSchedule?: {
                                /** Format: date */
                                end: string;
                                /** Format: date */
                                start: string;
                                title: string;
                            }[];
                        }[];
                    };
                    /** @enum {string} */
                    part: "plan";
                    /** @description Revision that the changes were made on; 0 for the very first draft. */
                    revision: number;
                    year: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: number;
                    };
                };
            };
        };
    };
    getEnterprisesPoliciesById: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asOf: string;
                        authority: {
                            effectiveFrom: string;
                            sha256: string;
                            signedAt: string;
                            version: number;
                        } | null;
                        /** @description Null where nothing is signed and counts. */
                        document: {
                            [key: string]: unknown;
                        } | null;
                        drafts: {
                            /** @description Signed version that it was built on; 0 for none. */
                            baseVersion: number;
                            document: {
                                [key: string]: unknown;
                            };
                            /** @description False once it was signed. */
                            open: boolean;
                            /** @enum {string} */
                            part: "authority" | "plan";
                            revision: number;
                            updatedAt: string;
                            updatedBy: string;
                        }[];
                        /** @description Newest signed version that was not withdrawn; 0 for none. */
                        newestVersion: {
                            authority: number;
                            plan: number;
                        };
                        /** @description Signed for a later day; the last of a part is what a next version is built on. */
                        pending: {
                            applicationId: string | null;
                            document: {
                                [key: string]: unknown;
                            };
                            documentNo: string;
                            effectiveFrom: string;
                            note: string;
                            /** @enum {string} */
                            part: "authority" | "plan";
                            sha256: string;
                            signedAt: string;
                            signedBy: string;
                            /** @enum {string} */
                            state: "signed" | "superseded" | "withdrawn";
                            steps: {
                                /** @enum {string} */
                                action: "file" | "acknowledge" | "withdraw";
                                at: string;
                                by: string;
                                documentNo: string;
                                note: string;
                            }[];
                            version: number;
                            year: number;
                        }[];
                        plan: {
                            effectiveFrom: string;
                            sha256: string;
                            signedAt: string;
                            version: number;
                        } | null;
                    };
                };
            };
        };
    };
    getEnterprisesPoliciesComparison: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
                part: "authority" | "plan";
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            after: unknown;
                            before: unknown;
                            en: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            /** @enum {string} */
                            owner: "authority" | "enterprise";
                            path: string;
                            zh: string;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesPoliciesSign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                part: "authority" | "plan";
                year: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    documentNo?: string;
                    /**
                     * Format: date
                     * @description First day it counts; 1 January unless given.
                     */
                    effectiveFrom?: string;
                    /** @default  */
                    note?: string;
                    revision: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersion"];
                };
            };
        };
    };
    postEnterprisesPoliciesTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                part: "authority" | "plan";
                year: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Of the draft as it was read; 0 for the first. */
                    revision: number;
                    templateId: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            [key: string]: unknown;
                        };
                        revision: number;
                        /** @description Products of targets that the enterprise has not registered. */
                        unknownProducts: string[];
                    };
                };
            };
        };
    };
    getEnterprisesPoliciesVersions: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
                part: "authority" | "plan";
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            applicationId: string | null;
                            document: {
                                [key: string]: unknown;
                            };
                            documentNo: string;
                            effectiveFrom: string;
                            note: string;
                            /** @enum {string} */
                            part: "authority" | "plan";
                            sha256: string;
                            signedAt: string;
                            signedBy: string;
                            /** @enum {string} */
                            state: "signed" | "superseded" | "withdrawn";
                            steps: {
                                /** @enum {string} */
                                action: "file" | "acknowledge" | "withdraw";
                                at: string;
                                by: string;
                                documentNo: string;
                                note: string;
                            }[];
                            version: number;
                            year: number;
                        }[];
                    };
                };
            };
        };
    };
    getEnterprisesPoliciesVersionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                part: "authority" | "plan";
                version: number;
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        applicationId: string | null;
                        document: {
                            [key: string]: unknown;
                        };
                        documentNo: string;
                        effectiveFrom: string;
                        note: string;
                        /** @enum {string} */
                        part: "authority" | "plan";
                        sha256: string;
                        signedAt: string;
                        signedBy: string;
                        /** @enum {string} */
                        state: "signed" | "superseded" | "withdrawn";
                        steps: {
                            /** @enum {string} */
                            action: "file" | "acknowledge" | "withdraw";
                            at: string;
                            by: string;
                            documentNo: string;
                            note: string;
                        }[];
                        version: number;
                        year: number;
                    };
                };
            };
        };
    };
    postEnterprisesPoliciesVersionsActions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                part: "authority" | "plan";
                version: number;
                year: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description file (备案) by the enterprise, acknowledge by the authority, withdraw by the owner.
                     * @enum {string}
                     */
                    action: "file" | "acknowledge" | "withdraw";
                    /** @default  */
                    documentNo?: string;
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersion"];
                };
            };
        };
    };
    getEnterprisesPowerFactor: {
        parameters: {
            query: {
                asOf?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PowerFactor"];
                };
            };
        };
    };
    getEnterprisesPredecessors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date */
                            changedOn: string;
                            id: string;
                            /** @default  */
                            note: string;
                        }[];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprisesPredecessors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date */
                    changedOn: string;
                    id: string;
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date */
                        changedOn: string;
                        id: string;
                        /** @default  */
                        note: string;
                    };
                };
            };
        };
    };
    getEnterprisesProductionLines: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default null */
                                capacityPerYear: number | null;
                                /**
                                 * @description What limits depend on: altitude, clinker, ore grade, scrap, hot metal, quenching.
                                 * @default {}
                                 */
                                circumstances: {
                                    altitudeM?: number;
                                    clinkerPercent?: number;
                                    hotMetalPercent?: number;
                                    isWetQuenched?: boolean;
                                    oreGradePercent?: number;
                                    pressurePa?: number;
                                    scrapPercent?: number;
                                };
                                /** @default null */
                                commissionedOn: string | null;
                                /**
                                 * @description The stricter level holds from then.
                                 * @default null
                                 */
                                extendedOn: string | null;
                                name: string;
                                product: string;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesProductionLines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** @default null */
                        capacityPerYear?: number | null;
                        /**
                         * @description What limits depend on: altitude, clinker, ore grade, scrap, hot metal, quenching.
                         * @default {}
                         */
                        circumstances?: {
                            altitudeM?: number;
                            clinkerPercent?: number;
                            hotMetalPercent?: number;
                            isWetQuenched?: boolean;
                            oreGradePercent?: number;
                            pressurePa?: number;
                            scrapPercent?: number;
                        };
                        /** @default null */
                        commissionedOn?: string | null;
                        /**
                         * @description The stricter level holds from then.
                         * @default null
                         */
                        extendedOn?: string | null;
                        name: string;
                        product: string;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** @default null */
                            capacityPerYear: number | null;
                            /**
                             * @description What limits depend on: altitude, clinker, ore grade, scrap, hot metal, quenching.
                             * @default {}
                             */
                            circumstances: {
                                altitudeM?: number;
                                clinkerPercent?: number;
                                hotMetalPercent?: number;
                                isWetQuenched?: boolean;
                                oreGradePercent?: number;
                                pressurePa?: number;
                                scrapPercent?: number;
                            };
                            /** @default null */
                            commissionedOn: string | null;
                            /**
                             * @description The stricter level holds from then.
                             * @default null
                             */
                            extendedOn: string | null;
                            name: string;
                            product: string;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesProducts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            unit: string;
                        }[];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprisesProducts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    name: string;
                    unit: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        unit: string;
                    };
                };
            };
        };
    };
    getEnterprisesReadingVerifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReadingVerification"][];
                    };
                };
            };
        };
    };
    postEnterprisesReadingVerifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: string;
                    to: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadingVerification"];
                };
            };
        };
    };
    getEnterprisesReadings: {
        parameters: {
            query: {
                after?: string;
                /** @description What had been received, and corrections recorded, by then. */
                asOf?: string;
                from: string;
                limit?: number;
                meterId: string;
                to: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Reading"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getEnterprisesReconciliation: {
        parameters: {
            query: {
                /** @description Only what was on record at this instant. */
                asOf?: string;
                year: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
        };
    };
    getEnterprisesReportingIntervals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReportingInterval"][];
                    };
                };
            };
        };
    };
    postEnterprisesReportingIntervals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    documentNo: string;
                    intervalSeconds: number;
                    /**
                     * @description Null: every register of the enterprise.
                     * @default null
                     */
                    meterId?: string | null;
                    reason: string;
                    /** Format: date */
                    validFrom: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReportingInterval"][];
                    };
                };
            };
        };
    };
    getEnterprisesSavingReviews: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                agrees: boolean;
                                /** @default  */
                                documentNo: string;
                                reason: string;
                                /** @default null */
                                recognisedTce: number | null;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesSavingReviews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        agrees: boolean;
                        /** @default  */
                        documentNo?: string;
                        reason: string;
                        /** @default null */
                        recognisedTce?: number | null;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            agrees: boolean;
                            /** @default  */
                            documentNo: string;
                            reason: string;
                            /** @default null */
                            recognisedTce: number | null;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesSites: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @default  */
                            address: string;
                            id: string;
                            name: string;
                            regionCode?: string;
                        }[];
                        next?: string;
                    };
                };
            };
        };
    };
    postEnterprisesSites: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default  */
                    address?: string;
                    id: string;
                    name: string;
                    regionCode?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @default  */
                        address: string;
                        id: string;
                        name: string;
                        regionCode?: string;
                    };
                };
            };
        };
    };
    getEnterprisesTargetsById: {
        parameters: {
            query?: {
                /** @description By what had been received and recorded by then; without earlier years. */
                asOf?: string;
            };
            header?: never;
            path: {
                enterpriseId: string;
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetStandings"];
                };
            };
        };
    };
    getEnterprisesVerifiedSavings: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                adjustments: {
                                    explanation: string;
                                    /** @enum {string} */
                                    reason: "production" | "weather" | "product-mix" | "other";
                                    tce: number;
                                }[];
                                /** @default [] */
                                attachmentIds: string[];
                                /** Format: date */
                                baselineFrom: string;
                                baselineTce: number;
                                /** Format: date */
                                baselineTo: string;
                                /** @enum {string} */
                                basis: "calorific" | "primary";
                                confidence: number;
                                measureId: string;
                                /** @enum {string} */
                                method: "adjusted-baseline" | "unit-product" | "before-after-isolation" | "simulation";
                                /** Format: date */
                                reportingFrom: string;
                                reportingTce: number;
                                /** Format: date */
                                reportingTo: string;
                                /** @description Adjusted baseline less reporting period. */
                                savingTce: number;
                                /** @description Half width of the interval around the saving. */
                                uncertaintyTce: number;
                                verifiedBy: string;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postEnterprisesVerifiedSavings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        adjustments: {
                            explanation: string;
                            /** @enum {string} */
                            reason: "production" | "weather" | "product-mix" | "other";
                            tce: number;
                        }[];
                        /** @default [] */
                        attachmentIds?: string[];
                        /** Format: date */
                        baselineFrom: string;
                        baselineTce: number;
                        /** Format: date */
                        baselineTo: string;
                        /** @enum {string} */
                        basis: "calorific" | "primary";
                        confidence: number;
                        measureId: string;
                        /** @enum {string} */
                        method: "adjusted-baseline" | "unit-product" | "before-after-isolation" | "simulation";
                        /** Format: date */
                        reportingFrom: string;
                        reportingTce: number;
                        /** Format: date */
                        reportingTo: string;
                        /** @description Adjusted baseline less reporting period. */
                        savingTce: number;
                        /** @description Half width of the interval around the saving. */
                        uncertaintyTce: number;
                        verifiedBy: string;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            adjustments: {
                                explanation: string;
                                /** @enum {string} */
                                reason: "production" | "weather" | "product-mix" | "other";
                                tce: number;
                            }[];
                            /** @default [] */
                            attachmentIds: string[];
                            /** Format: date */
                            baselineFrom: string;
                            baselineTce: number;
                            /** Format: date */
                            baselineTo: string;
                            /** @enum {string} */
                            basis: "calorific" | "primary";
                            confidence: number;
                            measureId: string;
                            /** @enum {string} */
                            method: "adjusted-baseline" | "unit-product" | "before-after-isolation" | "simulation";
                            /** Format: date */
                            reportingFrom: string;
                            reportingTce: number;
                            /** Format: date */
                            reportingTo: string;
                            /** @description Adjusted baseline less reporting period. */
                            savingTce: number;
                            /** @description Half width of the interval around the saving. */
                            uncertaintyTce: number;
                            verifiedBy: string;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getEnterprisesVirtualMeters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["VirtualMeter"][];
                    };
                };
            };
        };
    };
    postEnterprisesVirtualMeters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                    /** @description Over meter ids, such as `E01 - (E02 + [E-03]) * 0.5`; all count in one dimension. */
                    formula: string;
                    id: string;
                    name: string;
                    /** @enum {string} */
                    unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                    /** @description 2000-01-01 unless given. */
                    validFrom?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VirtualMeter"];
                };
            };
        };
    };
    postEnterprisesVirtualMetersFormulas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                enterpriseId: string;
                virtualMeterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Over meter ids, such as `E01 - (E02 + [E-03]) * 0.5`; all count in one dimension. */
                    formula: string;
                    validFrom: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VirtualMeter"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: never;
            header?: {
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    getExportsAccountingCsv: {
        parameters: {
            query: {
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                from: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsAccountingXlsx: {
        parameters: {
            query: {
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                from: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsBalanceXlsx: {
        parameters: {
            query: {
                /** @description Only what was on record at this instant. */
                asOf?: string;
                /** @description One enterprise. */
                enterpriseId: string;
                /** @description Pins a factor set; otherwise the newest. */
                factorSet?: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                /** @description The last of three years. */
                year: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsConsumptionCsv: {
        parameters: {
            query: {
                /** @description 口径 of totals; meters by themselves belong to none. */
                account?: "comprehensive" | "statistical" | "assessed";
                /** @description By what had been received and recorded by then, counted again from the readings. */
                asOf?: string;
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                /** @description Factors of this set; the newest published one unless named. */
                factorSet?: string;
                /** @description Meters of this flow alone. Their total is a `selection`, in no account. */
                flow?: "purchased" | "supplied-out" | "generated" | "process";
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                groupBy?: "energyKind" | "meter";
                interval: "hour" | "day" | "month" | "year";
                kinds?: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description These meters alone. Their total is a `selection`, in no account. */
                meterIds?: string;
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                siteId?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
                /** @description A second figure in this unit, where the kind is measured in its dimension. */
                unit?: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsConsumptionXlsx: {
        parameters: {
            query: {
                /** @description 口径 of totals; meters by themselves belong to none. */
                account?: "comprehensive" | "statistical" | "assessed";
                /** @description By what had been received and recorded by then, counted again from the readings. */
                asOf?: string;
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                /** @description Factors of this set; the newest published one unless named. */
                factorSet?: string;
                /** @description Meters of this flow alone. Their total is a `selection`, in no account. */
                flow?: "purchased" | "supplied-out" | "generated" | "process";
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                groupBy?: "energyKind" | "meter";
                interval: "hour" | "day" | "month" | "year";
                kinds?: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description These meters alone. Their total is a `selection`, in no account. */
                meterIds?: string;
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                siteId?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
                /** @description A second figure in this unit, where the kind is measured in its dimension. */
                unit?: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsCorrectionsCsv: {
        parameters: {
            query: {
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from?: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsDataDutyCsv: {
        parameters: {
            query: {
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                from: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsDemandCsv: {
        parameters: {
            query: {
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description All meters unless named. */
                meterId?: string;
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsLedgerCsv: {
        parameters: {
            query: {
                /** @description Only what was on record at this instant. */
                asOf?: string;
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                from: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                /** @description Of each month the revision that counts, or every one. */
                revisions?: "counting" | "all";
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsLedgerXlsx: {
        parameters: {
            query: {
                /** @description Only what was on record at this instant. */
                asOf?: string;
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                from: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                /** @description Of each month the revision that counts, or every one. */
                revisions?: "counting" | "all";
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsReadingsCsv: {
        parameters: {
            query: {
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description All meters unless named. */
                meterId?: string;
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": components["schemas"]["Failure"];
                };
            };
        };
    };
    getExportsReadingsXlsx: {
        parameters: {
            query: {
                /** @description One enterprise, or up to 100 as a,b,c; one after the other in the file. */
                enterpriseId: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                /** @description Headers in Chinese, in English, or in both: two rows of them. */
                lang?: "both" | "zh" | "en";
                /** @description All meters unless named. */
                meterId?: string;
                /** @description False: a CSV without the lines about itself. A workbook has them on a sheet. */
                notes?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": components["schemas"]["Failure"];
                };
            };
        };
    };
    getFactorSets: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Newest set that is published by now. */
                        inForce: string | null;
                        items: components["schemas"]["FactorSet"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postFactorSets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Set that it is made from by changes.
                     * @default null
                     */
                    basedOn?: string | null;
                    /** @default [] */
                    carbon?: {
                        /** @default null */
                        enterpriseId?: string | null;
                        id: string;
                        /** @enum {string} */
                        kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                        /**
                         * @default table
                         * @enum {string}
                         */
                        origin?: "table" | "measured" | "enterprise";
                        /** @default null */
                        parameters?: {
                            carbonTcPerGj: number;
                            ncvGjPerUnit: number;
                            oxidisedRatio: number;
                        } | null;
                        /** @default null */
                        purpose?: string | null;
                        /** @default null */
                        regionCode?: string | null;
                        /** @description Standard, document or copy it is from. */
                        source: string;
                        /**
                         * @default final
                         * @enum {string}
                         */
                        status?: "provisional" | "final";
                        tco2PerUnit: number;
                        /** @enum {string} */
                        unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                        /** Format: date */
                        validFrom: string;
                        /**
                         * @description First day it no longer holds.
                         * @default null
                         */
                        validTo?: string | null;
                    }[];
                    /** @default [] */
                    densities?: {
                        /** @default null */
                        enterpriseId?: string | null;
                        id: string;
                        kgPerL: number;
                        /** @enum {string} */
                        kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                        /**
                         * @default table
                         * @enum {string}
                         */
                        origin?: "table" | "measured" | "enterprise";
                        /** @default null */
                        purpose?: string | null;
                        /** @default null */
                        regionCode?: string | null;
                        /** @description Standard, document or copy it is from. */
                        source: string;
                        /**
                         * @default final
                         * @enum {string}
                         */
                        status?: "provisional" | "final";
                        /**
                         * @default L
                         * @enum {string}
                         */
                        unit?: "L";
                        /** Format: date */
                        validFrom: string;
                        /**
                         * @description First day it no longer holds.
                         * @default null
                         */
                        validTo?: string | null;
                    }[];
                    id: string;
                    name: string;
                    /** Format: date */
                    publishedOn: string;
                    /**
                     * @description Ids of the base left out.
                     * @default []
                     */
                    remove?: string[];
                    /** @default [] */
                    standardCoal?: {
                        /**
                         * @description `both` for fuels.
                         * @enum {string}
                         */
                        basis: "calorific" | "primary" | "both";
                        /** @default null */
                        enterpriseId?: string | null;
                        id: string;
                        kgcePerUnit: number;
                        /** @enum {string} */
                        kind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                        /**
                         * @default table
                         * @enum {string}
                         */
                        origin?: "table" | "measured" | "enterprise";
                        /** @default null */
                        purpose?: string | null;
                        /** @default null */
                        range?: {
                            max: number;
                            min: number;
                        } | null;
                        /** @default null */
                        regionCode?: string | null;
                        /** @description Standard, document or copy it is from. */
                        source: string;
                        /**
                         * @default final
                         * @enum {string}
                         */
                        status?: "provisional" | "final";
                        /** @enum {string} */
                        unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                        /** Format: date */
                        validFrom: string;
                        /**
                         * @description First day it no longer holds.
                         * @default null
                         */
                        validTo?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorSet"];
                };
            };
        };
    };
    getFactorSetsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                setId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        basedOn: string | null;
                        factors: components["schemas"]["Factor"][];
                        id: string;
                        name: string;
                        publishedOn: string;
                        recordedAt: string;
                        recordedBy: string;
                        sha256: string;
                    };
                };
            };
        };
    };
    postFactorSetsFactorsVerifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                factorId: string;
                setId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    agrees: boolean;
                    /** @description Standard, edition and page. */
                    checkedAgainst: string;
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factor"];
                };
            };
        };
    };
    postImportsCalibrations: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsDegreeDays: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsDevices: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        /** @description Of what was saved, in the order of the file. */
                        credentials?: {
                            enterpriseId: string;
                            id: string;
                            name: string;
                            password: string;
                            /** @description User name and MQTT client id. */
                            username: string;
                        }[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsEnterprises: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsFactorSets: {
        parameters: {
            query: {
                /** @description Set that it is made from by changes. */
                basedOn?: string | null;
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
                id: string;
                name: string;
                publishedOn: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsMeters: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsParks: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsPolicies: {
        parameters: {
            query?: {
                /** @description Document that signs them. */
                documentNo?: string;
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
                /** @description First day that what is signed counts; 1 January of its year unless given. */
                effectiveFrom?: string;
                /** @description Put them in the place of open drafts and, signed, of versions; otherwise such rows are refused. */
                replace?: string;
                /** @description Sign them at once instead of drafting them. */
                sign?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "application/jsonl": string;
                "application/x-ndjson": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsProducts: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsRegions: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    postImportsSites: {
        parameters: {
            query?: {
                /** @description Only look: nothing is saved, problems are answered with 200. */
                dryRun?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The table: UTF-8 or GB18030. */
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description With `dryRun`: the field of each column of the file, from the left. */
                        columns?: (string | null)[];
                        dryRun: boolean;
                        errors: {
                            code: string;
                            column: string;
                            message: string;
                            row: number;
                        }[];
                        /** @description Rows that were saved, or that would be. */
                        imported: number;
                        /** @description Rows of data in the file. */
                        rows: number;
                    };
                };
            };
        };
    };
    getIngestAccounting: {
        parameters: {
            query?: {
                date?: string;
                enterpriseId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accounting"];
                };
            };
        };
    };
    postIngestReadings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One message, in either form of the payload. */
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description On disk, fsynced: the receipt. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getIssuingBodies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            mark: string;
                            name: string;
                            regionCode: string;
                            /** @description 行政复议机关 */
                            reviewBody: string;
                        }[];
                    };
                };
            };
        };
    };
    postIssuingBodies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    mark: string;
                    name: string;
                    regionCode: string;
                    /** @description 行政复议机关 */
                    reviewBody: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        mark: string;
                        name: string;
                        regionCode: string;
                        /** @description 行政复议机关 */
                        reviewBody: string;
                    };
                };
            };
        };
    };
    getJournalVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        latest: components["schemas"]["JournalVerification"] | null;
                    };
                };
            };
        };
    };
    postJournalVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        latest: components["schemas"]["JournalVerification"];
                    };
                };
            };
        };
    };
    getNotificationChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["NotificationChannel"][];
                    };
                };
            };
        };
    };
    postNotificationChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description URL of a webhook or robot, e-mail address, telephone number. */
                    address: string;
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "email" | "sms" | "webhook" | "dingtalk" | "wecom" | "feishu";
                    /**
                     * @default zh
                     * @enum {string}
                     */
                    language?: "zh" | "en";
                    name: string;
                    /**
                     * @description Only severity 3 goes out in them.
                     * @default null
                     */
                    quietHours?: {
                        from: string;
                        to: string;
                    } | null;
                    /**
                     * @description How often to remind; null for a day.
                     * @default null
                     */
                    repeatSeconds?: number | null;
                    /** @description Region code, park code or enterprise id; empty for the platform. */
                    scopeId: string;
                    /** @enum {string} */
                    scopeType: "region" | "park" | "enterprise" | "platform";
                    /**
                     * @description Key of the signature; never answered.
                     * @default null
                     */
                    secret?: string | null;
                    /** @default 1 */
                    severityMin?: 1 | 2 | 3;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationChannel"];
                };
            };
        };
    };
    patchNotificationChannelsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description URL of a webhook or robot, e-mail address, telephone number. */
                    address?: string;
                    enabled?: boolean;
                    /** @enum {string} */
                    language?: "zh" | "en";
                    name?: string;
                    /** @description Only severity 3 goes out in them. */
                    quietHours?: {
                        from: string;
                        to: string;
                    } | null;
                    /** @description How often to remind; null for a day. */
                    repeatSeconds?: number | null;
                    /** @description Key of the signature; never answered. */
                    secret?: string | null;
                    severityMin?: 1 | 2 | 3;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationChannel"];
                };
            };
        };
    };
    postNotificationChannelsTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer: string | null;
                        messageId: string;
                        outcome: string | null;
                        /** @description `due` when the notifier did not come to it in time. */
                        state: string;
                    };
                };
            };
        };
    };
    getNotificationDeliveries: {
        parameters: {
            query?: {
                after?: string;
                enterpriseId?: string;
                limit?: number;
                messageId?: string;
                outcome?: "delivered" | "refused" | "failed" | "unknown" | "suppressed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["NotificationDelivery"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getNotificationMessages: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                enterpriseId?: string;
                limit?: number;
                state?: "due" | "sending" | "delivered" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["NotificationMessage"][];
                        next?: string;
                    };
                };
            };
        };
    };
    postNotificationMessagesSendAgain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationMessage"];
                };
            };
        };
    };
    getOfficers: {
        parameters: {
            query: {
                enterpriseId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            username: string;
                        }[];
                    };
                };
            };
        };
    };
    getParks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            code: string;
                            enterpriseCount: number;
                            name: string | null;
                        }[];
                    };
                };
            };
        };
    };
    putParksById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                parkCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    regionCode?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                    };
                };
            };
        };
    };
    getParksConsumption: {
        parameters: {
            query: {
                /** @description 口径 of totals; meters by themselves belong to none. */
                account?: "comprehensive" | "statistical" | "assessed";
                /** @description Factors of this set; the newest published one unless named. */
                factorSet?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                /** @description GB/T 4754; covers what it prefixes. */
                industryCode?: string;
                interval?: "day" | "month" | "year";
                kinds?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
            };
            header?: never;
            path: {
                parkCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaConsumption"];
                };
            };
        };
    };
    getParksDataDuty: {
        parameters: {
            query?: {
                /** @description This month unless given. */
                month?: string;
            };
            header?: never;
            path: {
                parkCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            completenessRatio: number | null;
                            dayCount: number;
                            enterpriseId: string;
                            name: string;
                            /** @enum {string} */
                            result: "met" | "not-met" | "exempt" | "not-judged";
                            verdicts: components["schemas"]["DutyVerdict"][];
                        }[];
                        month: string;
                        parkCode: string;
                        rules: {
                            [key: string]: {
                                exemptCount: number;
                                metCount: number;
                                /** @description Met of met and not met; null where nobody was judged. */
                                metRatio: number | null;
                                notJudgedCount: number;
                                notMetCount: number;
                            };
                        };
                        share: {
                            exemptCount: number;
                            metCount: number;
                            /** @description Met of met and not met; null where nobody was judged. */
                            metRatio: number | null;
                            notJudgedCount: number;
                            notMetCount: number;
                        };
                    };
                };
            };
        };
    };
    getParksOverview: {
        parameters: {
            query?: {
                /** @description Of the energy, not of budgets. */
                account?: "comprehensive" | "statistical" | "assessed";
                /** @description GB/T 4754; covers what it prefixes. */
                industryCode?: string;
                /** @description Rows of `overuse`. */
                top?: number;
                /** @description This year unless given. */
                year?: number;
            };
            header?: never;
            path: {
                parkCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaOverview"];
                };
            };
        };
    };
    getParksTargetStandings: {
        parameters: {
            query?: {
                /** @description This year if absent. */
                year?: number;
            };
            header?: never;
            path: {
                parkCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaTargetStandings"];
                };
            };
        };
    };
    getParksTargets: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                parkCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @description 基本目标. Shares and cuts: 0 to 1. */
                                base: number;
                                /** @description Published intensity of the base year, tce per 10 000 CNY; else what its enterprises reported. */
                                baseIntensity?: number | null;
                                /** @default null */
                                baseYear: number | null;
                                /** @default null */
                                basis: ("calorific" | "primary") | null;
                                documentNo: string;
                                /** @default null */
                                industryCode: string | null;
                                /** Format: date */
                                issuedOn: string;
                                issuer: string;
                                /** @enum {string} */
                                metric: "intensity-cut" | "total-tce" | "total-tco2" | "coal-share" | "benchmark-capacity-share" | "audit-coverage";
                                /**
                                 * @description 激励目标.
                                 * @default null
                                 */
                                stretch: number | null;
                                /** @description Of the rules of its metric, where they differ from the defaults. */
                                thresholds?: {
                                    "area-audit-coverage"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                        noticeDays?: number;
                                    };
                                    "area-benchmark-capacity"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                    };
                                    "area-coal-share"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                    };
                                    "area-forecast"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                    };
                                    "area-intensity"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                        waivesTotal?: boolean;
                                    };
                                    "area-total"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                        previewMinDays?: number;
                                        severity2Ratio?: number;
                                        severity3Ratio?: number;
                                        stretchRatio?: number;
                                    };
                                    settling?: {
                                        coverageMinRatio?: number;
                                        estimatedMaxRatio?: number;
                                    };
                                } | null;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postParksTargets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                parkCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** @description 基本目标. Shares and cuts: 0 to 1. */
                        base: number;
                        /** @description Published intensity of the base year, tce per 10 000 CNY; else what its enterprises reported. */
                        baseIntensity?: number | null;
                        /** @default null */
                        baseYear?: number | null;
                        /** @default null */
                        basis?: ("calorific" | "primary") | null;
                        documentNo: string;
                        /** @default null */
                        industryCode?: string | null;
                        /** Format: date */
                        issuedOn: string;
                        issuer: string;
                        /** @enum {string} */
                        metric: "intensity-cut" | "total-tce" | "total-tco2" | "coal-share" | "benchmark-capacity-share" | "audit-coverage";
                        /**
                         * @description 激励目标.
                         * @default null
                         */
                        stretch?: number | null;
                        /** @description Of the rules of its metric, where they differ from the defaults. */
                        thresholds?: {
                            "area-audit-coverage"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                noticeDays?: number;
                            };
                            "area-benchmark-capacity"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                            };
                            "area-coal-share"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                            };
                            "area-forecast"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                            };
                            "area-intensity"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                waivesTotal?: boolean;
                            };
                            "area-total"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity2Ratio?: number;
                                severity3Ratio?: number;
                                stretchRatio?: number;
                            };
                            settling?: {
                                coverageMinRatio?: number;
                                estimatedMaxRatio?: number;
                            };
                        } | null;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** @description 基本目标. Shares and cuts: 0 to 1. */
                            base: number;
                            /** @description Published intensity of the base year, tce per 10 000 CNY; else what its enterprises reported. */
                            baseIntensity?: number | null;
                            /** @default null */
                            baseYear: number | null;
                            /** @default null */
                            basis: ("calorific" | "primary") | null;
                            documentNo: string;
                            /** @default null */
                            industryCode: string | null;
                            /** Format: date */
                            issuedOn: string;
                            issuer: string;
                            /** @enum {string} */
                            metric: "intensity-cut" | "total-tce" | "total-tco2" | "coal-share" | "benchmark-capacity-share" | "audit-coverage";
                            /**
                             * @description 激励目标.
                             * @default null
                             */
                            stretch: number | null;
                            /** @description Of the rules of its metric, where they differ from the defaults. */
                            thresholds?: {
                                "area-audit-coverage"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                    noticeDays?: number;
                                };
                                "area-benchmark-capacity"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                };
                                "area-coal-share"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                };
                                "area-forecast"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                };
                                "area-intensity"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                    waivesTotal?: boolean;
                                };
                                "area-total"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                    previewMinDays?: number;
                                    severity2Ratio?: number;
                                    severity3Ratio?: number;
                                    stretchRatio?: number;
                                };
                                settling?: {
                                    coverageMinRatio?: number;
                                    estimatedMaxRatio?: number;
                                };
                            } | null;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getPeople: {
        parameters: {
            query: {
                /** @description User names with commas between them, up to 100. */
                usernames: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            username: string;
                        }[];
                    };
                };
            };
        };
    };
    getPolicies: {
        parameters: {
            query: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
                /** @description Only who has no signed targets, no signed plan, a plan that was not filed. */
                missing?: "targets" | "plan" | "filing";
                parkCode?: string;
                /** @description Covers what it prefixes. */
                regionCode?: string;
                /** @description Part of the name. */
                search?: string;
                year: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of all that the other filters leave, without `missing`. */
                        counts: {
                            enterprises: number;
                            notFiled: number;
                            withoutPlan: number;
                            withoutTargets: number;
                        };
                        items: {
                            /** @description The newest signed version that was not withdrawn; null where there is none. */
                            authority: {
                                documentNo: string;
                                effectiveFrom: string;
                                /** @description False where its first day is still to come. */
                                isInForce: boolean;
                                /** @description Targets of the authority, measures of the plan. */
                                itemsCount: number;
                                signedAt: string;
                                version: number;
                            } | null;
                            class: string | null;
                            /** @description Open drafts of the parts that who asks owns. */
                            drafts: ("authority" | "plan")[];
                            enterpriseId: string;
                            enterpriseName: string;
                            /**
                             * @description 备案 of the plan.
                             * @enum {string}
                             */
                            filing: "none" | "filed" | "acknowledged";
                            parkCode: string | null;
                            /** @description The newest signed version that was not withdrawn; null where there is none. */
                            plan: {
                                documentNo: string;
                                effectiveFrom: string;
                                /** @description False where its first day is still to come. */
                                isInForce: boolean;
                                /** @description Targets of the authority, measures of the plan. */
                                itemsCount: number;
                                signedAt: string;
                                version: number;
                            } | null;
                            regionCode: string;
                        }[];
                        next?: string;
                    };
                };
            };
        };
    };
    postPoliciesEvaluate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        enterpriseId: string;
                        measures: {
                            /** @enum {string} */
                            category: "technical-renovation" | "equipment-upgrade" | "process-optimisation" | "waste-heat" | "energy-conversion" | "management";
                            /** Format: date */
                            doneOn?: string;
                            /** Format: date */
                            end: string;
                            expectedSavingTce?: number;
                            id: string;
                            investmentCny?: number;
                            meters?: string[];
                            milestones?: {
                                /** Format: date */
                                doneOn?: string;
                                /** Format: date */
                                due: string;
                                title: string;
                            }[];
                            responsible?: string;
                            /** Format: date */
                            start: string;
                            /** @enum {string} */
                            status: "planned" | "running" | "done" | "verified" | "cancelled";
                            title: string;
                            worksSchedule?: {
                                /** Format: date */
                                end: string;
                                /** Format: date */
                                start: string;
                                title: string;
                            }[];
                        }[];
                        targets: {
                            /** @enum {string} */
                            account?: "comprehensive" | "statistical" | "assessed";
                            baseline?: {
                                value: number;
                                year: number;
                            };
                            baselineLevel?: number;
                            /** @enum {string} */
                            basis?: "calorific" | "primary";
                            benchmark?: number;
                            documentNo?: string;
                            /** @enum {string} */
                            energyKind?: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                            factorSet?: string;
                            id: string;
                            /** Format: date */
                            issuedOn?: string;
                            issuer?: string;
                            level?: "binding" | 1 | 2 | 3;
                            limit?: number;
                            line?: string;
                            /** @enum {string} */
                            metric: "tce" | "tco2" | "physical" | "kgce-per-unit" | "tce-per-output-value" | "pue";
                            monthlyPlan?: number[];
                            /** @enum {string} */
                            period: "month" | "quarter" | "year";
                            product?: string;
                            standard?: string;
                            title?: string;
                            /** @enum {string} */
                            unit?: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                        }[];
                        thresholds?: {
                            "approved-project"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                severity?: number;
                            };
                            "benchmark-level"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                monthSeverity?: number;
                                overSeverity?: number;
                            };
                            "data-duty"?: {
                                completenessMinRatio?: number;
                                dayMonthGapMaxRatio?: number;
                                enabled?: boolean;
                                severity?: number;
                                silentWorkingDaysMax?: number;
                            };
                            "duty-due"?: {
                                dueSeverity?: number;
                                enabled?: boolean;
                                noticeDays?: number;
                                severity?: number;
                            };
                            "energy-manager"?: {
                                enabled?: boolean;
                                filingDays?: number;
                                severity?: number;
                            };
                            exhausted?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity?: number;
                            };
                            forecast?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                overSeverity?: number;
                                pointSeverity?: number;
                                previewMinDays?: number;
                            };
                            measure?: {
                                enabled?: boolean;
                                milestoneSeverity?: number;
                                severity?: number;
                            };
                            "obsolete-equipment"?: {
                                enabled?: boolean;
                                noticeDays?: number;
                                severity?: number;
                            };
                            progress?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity1Ratio?: number;
                                severity2Ratio?: number;
                                severity3Ratio?: number;
                            };
                            "remaining-budget"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity?: number;
                            };
                            settling?: {
                                clearDwellMinutes?: number;
                                completenessMinRatio?: number;
                                estimatedMaxRatio?: number;
                                raiseDwellMinutes?: number;
                            };
                            suspicion?: {
                                clearScore?: number;
                                enabled?: boolean;
                                minScore?: number;
                                severity?: number;
                            };
                            trend?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                repeatedSeverity?: number;
                                riseRatio?: number;
                                severity?: number;
                            };
                            "unit-product-limit"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                monthSeverity?: number;
                                overSeverity?: number;
                            };
                        };
                        year: number;
                    };
                    /** @description A local date (2026, 2026-03, 2026-03-01) or an instant. */
                    from: string;
                    /**
                     * @default month
                     * @enum {string}
                     */
                    step?: "month" | "day";
                    /** @description First instant that is not tried; at most now. */
                    to: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        alerts: {
                            /** @description At the end of the range. */
                            condition: string;
                            openedAt: string;
                            period: {
                                from: string;
                                name: string;
                                to: string;
                            };
                            rule: string;
                            /** @description Worst it would have been. */
                            severity: number;
                            targetId: string | null;
                            transitions: {
                                at: string;
                                /** @description What would have been frozen with the alert. */
                                evidence: unknown;
                                fromSeverity: number;
                                /** @description Of the running month alone; never above 1. */
                                isPreview: boolean;
                                message: {
                                    en: string;
                                    zh: string;
                                };
                                severity: number;
                                threshold: number | null;
                                type: string;
                                unit: string;
                                value: number | null;
                            }[];
                        }[];
                        enterpriseId: string;
                        judgedAt: string[];
                        /** @description What could not be judged at the end of the range, and why. */
                        notJudged: {
                            period: string;
                            reason: string;
                            rule: string;
                            targetId: string | null;
                        }[];
                    };
                };
            };
        };
    };
    getPoliciesSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getPoliciesThresholds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of the rules about regions and parks, and `settling` for all of those. */
                        areas: {
                            [key: string]: {
                                [key: string]: number | boolean;
                            };
                        };
                        rules: {
                            [key: string]: {
                                [key: string]: number | boolean;
                            };
                        };
                        /** @description When figures are good enough to be judged. */
                        settling: {
                            [key: string]: number | boolean;
                        };
                    };
                };
            };
        };
    };
    getPolicyTemplates: {
        parameters: {
            query?: {
                /** @description Those that cover this industry. */
                industryCode?: string;
                /** @description Of the days of built-in ones; this year unless given. */
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PolicyTemplate"][];
                    };
                };
            };
        };
    };
    postPolicyTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        targets: {
                            /** @enum {string} */
                            account?: "comprehensive" | "statistical" | "assessed";
                            baseline?: {
                                value: number;
                                year: number;
                            };
                            baselineLevel?: number;
                            /** @enum {string} */
                            basis?: "calorific" | "primary";
                            benchmark?: number;
                            documentNo?: string;
                            /** @enum {string} */
                            energyKind?: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene" | "anthracite" | "bituminous-coal" | "lignite" | "other-washed-coal" | "briquette" | "naphtha" | "petroleum-coke" | "other-petroleum" | "heavy-oil-cat-gas" | "heavy-oil-thermal-gas" | "coke-made-gas" | "pressure-gas" | "carbide-furnace-gas" | "other-gas" | "blast-air" | "calcium-carbide";
                            factorSet?: string;
                            id: string;
                            /** Format: date */
                            issuedOn?: string;
                            issuer?: string;
                            level?: "binding" | 1 | 2 | 3;
                            limit?: number;
                            line?: string;
                            /** @enum {string} */
                            metric: "tce" | "tco2" | "physical" | "kgce-per-unit" | "tce-per-output-value" | "pue";
                            monthlyPlan?: number[];
                            /** @enum {string} */
                            period: "month" | "quarter" | "year";
                            product?: string;
                            standard?: string;
                            title?: string;
                            /** @enum {string} */
                            unit?: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW" | "kvarh";
                        }[];
                        thresholds?: {
                            "approved-project"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                severity?: number;
                            };
                            "benchmark-level"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                monthSeverity?: number;
                                overSeverity?: number;
                            };
                            "data-duty"?: {
                                completenessMinRatio?: number;
                                dayMonthGapMaxRatio?: number;
                                enabled?: boolean;
                                severity?: number;
                                silentWorkingDaysMax?: number;
                            };
                            "duty-due"?: {
                                dueSeverity?: number;
                                enabled?: boolean;
                                noticeDays?: number;
                                severity?: number;
                            };
                            "energy-manager"?: {
                                enabled?: boolean;
                                filingDays?: number;
                                severity?: number;
                            };
                            exhausted?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity?: number;
                            };
                            forecast?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                overSeverity?: number;
                                pointSeverity?: number;
                                previewMinDays?: number;
                            };
                            measure?: {
                                enabled?: boolean;
                                milestoneSeverity?: number;
                                severity?: number;
                            };
                            "obsolete-equipment"?: {
                                enabled?: boolean;
                                noticeDays?: number;
                                severity?: number;
                            };
                            progress?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity1Ratio?: number;
                                severity2Ratio?: number;
                                severity3Ratio?: number;
                            };
                            "remaining-budget"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity?: number;
                            };
                            settling?: {
                                clearDwellMinutes?: number;
                                completenessMinRatio?: number;
                                estimatedMaxRatio?: number;
                                raiseDwellMinutes?: number;
                            };
                            suspicion?: {
                                clearScore?: number;
                                enabled?: boolean;
                                minScore?: number;
                                severity?: number;
                            };
                            trend?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                repeatedSeverity?: number;
                                riseRatio?: number;
                                severity?: number;
                            };
                            "unit-product-limit"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                monthSeverity?: number;
                                overSeverity?: number;
                            };
                        };
                    };
                    id: string;
                    industryCode: string;
                    name: string;
                    /** @enum {string} */
                    part: "authority";
                } | {
                    document: {
                        measures: {
                            /** @enum {string} */
                            category: "technical-renovation" | "equipment-upgrade" | "process-optimisation" | "waste-heat" | "energy-conversion" | "management";
                            /** Format: date */
                            doneOn?: string;
                            /** Format: date */
                            end: string;
                            expectedSavingTce?: number;
                            id: string;
                            investmentCny?: number;
                            meters?: string[];
                            milestones?: {
                                /** Format: date */
                                doneOn?: string;
                                /** Format: date */
                                due: string;
                                title: string;
                            }[];
                            responsible?: string;
                            /** Format: date */
                            start: string;
                            /** @enum {string} */
                            status: "planned" | "running" | "done" | "verified" | "cancelled";
                            title: string;
                            worksSchedule?: {
                                /** Format: date */
                                end: string;
                                /** Format: date */
                                start: string;
                                title: string;
                            }[];
                        }[];
                    };
                    id: string;
                    industryCode: string;
                    name: string;
                    /** @enum {string} */
                    part: "plan";
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        version: number;
                    };
                };
            };
        };
    };
    getQuarantine: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                enterpriseId?: string;
                limit?: number;
                reason?: "malformed" | "unknown-enterprise" | "unknown-device" | "unknown-meter" | "unknown-product" | "bad-time" | "future-time" | "too-old" | "not-a-number" | "out-of-range" | "too-large" | "too-many-readings" | "wrong-enterprise" | "rate-limited" | "retained";
                state?: "open" | "replayed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["QuarantinedMessage"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getQuarantineById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quarantineId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinedMessage"];
                };
            };
        };
    };
    getQuarantinePayload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quarantineId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description The bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
        };
    };
    postQuarantineReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quarantineId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinedMessage"];
                };
            };
        };
    };
    getRegions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            code: string;
                            enterpriseCount: number;
                            name: string | null;
                        }[];
                    };
                };
            };
        };
    };
    putRegionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                    };
                };
            };
        };
    };
    getRegionsAuditCoverage: {
        parameters: {
            query: {
                year: number;
            };
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Done of listed; null where nobody is listed. */
                        coverage: number | null;
                        done: number;
                        /** @description Enterprises in the class list of the year. */
                        listed: number;
                        /** @description Not done, and due before today. */
                        overdue: number;
                        /** @description With an audit of the year that was not cancelled. */
                        planned: number;
                    };
                };
            };
        };
    };
    getRegionsClassProposals: {
        parameters: {
            query: {
                basis?: "calorific" | "primary";
                year: number;
            };
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description When the oldest figure in it was computed. */
                        computedAt: string;
                        /** @description The year is not over: nobody is proposed to leave. */
                        isRunning: boolean;
                        items: {
                            annualTce: number;
                            /** @description Proposed for the next audit batch. */
                            audit: boolean;
                            completeness: number;
                            enterpriseId: string;
                            /** @enum {string} */
                            from: "statutory" | "designated" | "local" | "none";
                            name: string;
                            thresholdTce: number;
                            /** @enum {string} */
                            to: "statutory" | "designated" | "local" | "none";
                        }[];
                        /** @description Enterprises of which too little is known. */
                        unknown: string[];
                    };
                };
            };
        };
    };
    getRegionsClassSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Region that set them; null: the defaults. */
                        regionCode: string | null;
                        settings: {
                            designatedFromTce: number;
                            duties: {
                                designated: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                                local: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                                none: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                                statutory: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                            };
                            localFromTce: number;
                            statutoryFromTce: number;
                        };
                    };
                };
            };
        };
    };
    postRegionsClassSettings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        designatedFromTce: number;
                        duties: {
                            designated: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                            local: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                            none: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                            statutory: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                        };
                        localFromTce: number;
                        statutoryFromTce: number;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            designatedFromTce: number;
                            duties: {
                                designated: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                                local: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                                none: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                                statutory: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                            };
                            localFromTce: number;
                            statutoryFromTce: number;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getRegionsConsumption: {
        parameters: {
            query: {
                /** @description 口径 of totals; meters by themselves belong to none. */
                account?: "comprehensive" | "statistical" | "assessed";
                /** @description Factors of this set; the newest published one unless named. */
                factorSet?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                from: string;
                /** @description GB/T 4754; covers what it prefixes. */
                industryCode?: string;
                interval?: "day" | "month" | "year";
                kinds?: string;
                /** @description ISO 8601 with an offset, or the start of a local year, month or day of the enterprise: 2026, 2026-11, 2026-11-21. `to` is the first instant that is not asked for any more. */
                to: string;
            };
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaConsumption"];
                };
            };
        };
    };
    getRegionsDataDuty: {
        parameters: {
            query?: {
                /** @description This month unless given. */
                month?: string;
            };
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            completenessRatio: number | null;
                            dayCount: number;
                            enterpriseId: string;
                            name: string;
                            /** @enum {string} */
                            result: "met" | "not-met" | "exempt" | "not-judged";
                            verdicts: components["schemas"]["DutyVerdict"][];
                        }[];
                        month: string;
                        regionCode: string;
                        rules: {
                            [key: string]: {
                                exemptCount: number;
                                metCount: number;
                                /** @description Met of met and not met; null where nobody was judged. */
                                metRatio: number | null;
                                notJudgedCount: number;
                                notMetCount: number;
                            };
                        };
                        share: {
                            exemptCount: number;
                            metCount: number;
                            /** @description Met of met and not met; null where nobody was judged. */
                            metRatio: number | null;
                            notJudgedCount: number;
                            notMetCount: number;
                        };
                    };
                };
            };
        };
    };
    getRegionsDegreeDays: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @description CDD26 (空调度日数), °C·d. */
                                cooling: number;
                                /** @description HDD18 (采暖度日数), °C·d. */
                                heating: number;
                                /** @description Weather station or bulletin. */
                                station: string;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postRegionsDegreeDays: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** @description CDD26 (空调度日数), °C·d. */
                        cooling: number;
                        /** @description HDD18 (采暖度日数), °C·d. */
                        heating: number;
                        /** @description Weather station or bulletin. */
                        station: string;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** @description CDD26 (空调度日数), °C·d. */
                            cooling: number;
                            /** @description HDD18 (采暖度日数), °C·d. */
                            heating: number;
                            /** @description Weather station or bulletin. */
                            station: string;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getRegionsOverview: {
        parameters: {
            query?: {
                /** @description Of the energy, not of budgets. */
                account?: "comprehensive" | "statistical" | "assessed";
                /** @description GB/T 4754; covers what it prefixes. */
                industryCode?: string;
                /** @description Rows of `overuse`. */
                top?: number;
                /** @description This year unless given. */
                year?: number;
            };
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaOverview"];
                };
            };
        };
    };
    getRegionsTargetStandings: {
        parameters: {
            query?: {
                /** @description This year if absent. */
                year?: number;
            };
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaTargetStandings"];
                };
            };
        };
    };
    getRegionsTargets: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @description 基本目标. Shares and cuts: 0 to 1. */
                                base: number;
                                /** @description Published intensity of the base year, tce per 10 000 CNY; else what its enterprises reported. */
                                baseIntensity?: number | null;
                                /** @default null */
                                baseYear: number | null;
                                /** @default null */
                                basis: ("calorific" | "primary") | null;
                                documentNo: string;
                                /** @default null */
                                industryCode: string | null;
                                /** Format: date */
                                issuedOn: string;
                                issuer: string;
                                /** @enum {string} */
                                metric: "intensity-cut" | "total-tce" | "total-tco2" | "coal-share" | "benchmark-capacity-share" | "audit-coverage";
                                /**
                                 * @description 激励目标.
                                 * @default null
                                 */
                                stretch: number | null;
                                /** @description Of the rules of its metric, where they differ from the defaults. */
                                thresholds?: {
                                    "area-audit-coverage"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                        noticeDays?: number;
                                    };
                                    "area-benchmark-capacity"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                    };
                                    "area-coal-share"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                    };
                                    "area-forecast"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                    };
                                    "area-intensity"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                        waivesTotal?: boolean;
                                    };
                                    "area-total"?: {
                                        clearRatio?: number;
                                        enabled?: boolean;
                                        previewMinDays?: number;
                                        severity2Ratio?: number;
                                        severity3Ratio?: number;
                                        stretchRatio?: number;
                                    };
                                    settling?: {
                                        coverageMinRatio?: number;
                                        estimatedMaxRatio?: number;
                                    };
                                } | null;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    postRegionsTargets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                regionCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: {
                        /** @description 基本目标. Shares and cuts: 0 to 1. */
                        base: number;
                        /** @description Published intensity of the base year, tce per 10 000 CNY; else what its enterprises reported. */
                        baseIntensity?: number | null;
                        /** @default null */
                        baseYear?: number | null;
                        /** @default null */
                        basis?: ("calorific" | "primary") | null;
                        documentNo: string;
                        /** @default null */
                        industryCode?: string | null;
                        /** Format: date */
                        issuedOn: string;
                        issuer: string;
                        /** @enum {string} */
                        metric: "intensity-cut" | "total-tce" | "total-tco2" | "coal-share" | "benchmark-capacity-share" | "audit-coverage";
                        /**
                         * @description 激励目标.
                         * @default null
                         */
                        stretch?: number | null;
                        /** @description Of the rules of its metric, where they differ from the defaults. */
                        thresholds?: {
                            "area-audit-coverage"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                noticeDays?: number;
                            };
                            "area-benchmark-capacity"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                            };
                            "area-coal-share"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                            };
                            "area-forecast"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                            };
                            "area-intensity"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                waivesTotal?: boolean;
                            };
                            "area-total"?: {
                                clearRatio?: number;
                                enabled?: boolean;
                                previewMinDays?: number;
                                severity2Ratio?: number;
                                severity3Ratio?: number;
                                stretchRatio?: number;
                            };
                            settling?: {
                                coverageMinRatio?: number;
                                estimatedMaxRatio?: number;
                            };
                        } | null;
                    };
                    /** @description Key of the entry, where its fields do not make it. */
                    id?: string;
                    /**
                     * @description Why it was changed or withdrawn.
                     * @default
                     */
                    note?: string;
                    /**
                     * @description The entry does not count any more.
                     * @default false
                     */
                    withdrawn?: boolean;
                    year?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        document: {
                            /** @description 基本目标. Shares and cuts: 0 to 1. */
                            base: number;
                            /** @description Published intensity of the base year, tce per 10 000 CNY; else what its enterprises reported. */
                            baseIntensity?: number | null;
                            /** @default null */
                            baseYear: number | null;
                            /** @default null */
                            basis: ("calorific" | "primary") | null;
                            documentNo: string;
                            /** @default null */
                            industryCode: string | null;
                            /** Format: date */
                            issuedOn: string;
                            issuer: string;
                            /** @enum {string} */
                            metric: "intensity-cut" | "total-tce" | "total-tco2" | "coal-share" | "benchmark-capacity-share" | "audit-coverage";
                            /**
                             * @description 激励目标.
                             * @default null
                             */
                            stretch: number | null;
                            /** @description Of the rules of its metric, where they differ from the defaults. */
                            thresholds?: {
                                "area-audit-coverage"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                    noticeDays?: number;
                                };
                                "area-benchmark-capacity"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                };
                                "area-coal-share"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                };
                                "area-forecast"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                };
                                "area-intensity"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                    waivesTotal?: boolean;
                                };
                                "area-total"?: {
                                    clearRatio?: number;
                                    enabled?: boolean;
                                    previewMinDays?: number;
                                    severity2Ratio?: number;
                                    severity3Ratio?: number;
                                    stretchRatio?: number;
                                };
                                settling?: {
                                    coverageMinRatio?: number;
                                    estimatedMaxRatio?: number;
                                };
                            } | null;
                        };
                        enterpriseId?: string;
                        id: string;
                        /** @description Rises with every row of every register. */
                        no: number;
                        note: string;
                        recordedAt: string;
                        recordedBy: string;
                        withdrawn: boolean;
                        year: number | null;
                    };
                };
            };
        };
    };
    getRegistersAnnualReports: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default [] */
                                attachmentIds: string[];
                                /** @default  */
                                documentNo: string;
                                /** Format: date */
                                submittedOn: string;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getRegistersApprovedProjects: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** Format: date */
                                approvedOn: string;
                                approvedTce: number;
                                /** @enum {string} */
                                basis: "calorific" | "primary";
                                documentNo: string;
                                issuer: string;
                                /** @default [] */
                                meters: string[];
                                name: string;
                                /** @default null */
                                operatingFrom: string | null;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getRegistersAuditProgramme: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default  */
                                auditor: string;
                                batch: string;
                                /** @default  */
                                documentNo: string;
                                /** @default null */
                                doneOn: string | null;
                                /** Format: date */
                                dueOn: string;
                                /** @default null */
                                engagementId: string | null;
                                /** @enum {string} */
                                state: "planned" | "commissioned" | "done" | "cancelled";
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getRegistersClassList: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default null */
                                basis: ("calorific" | "primary") | null;
                                /** @enum {string} */
                                class: "statutory" | "designated" | "local" | "none";
                                /** @default null */
                                decidedByTce: number | null;
                                documentNo: string;
                                duties: ("annual-report" | "energy-manager" | "energy-audit" | "online-monitoring" | "monthly-ledger" | "one-enterprise-one-policy")[];
                                issuer: string;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getRegistersEnergyManagers: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** Format: date */
                                appointedOn: string;
                                /** @default  */
                                email: string | "";
                                /**
                                 * @description Day of the filing (备案).
                                 * @default null
                                 */
                                filedOn: string | null;
                                /** @default null */
                                filingNo: string | null;
                                name: string;
                                /** @default  */
                                phone: string;
                                /** @default  */
                                position: string;
                                /** @default  */
                                qualification: string;
                                /** @default null */
                                validTo: string | null;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getRegistersEquipment: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @description Such as transformer, motor, pump, fan, compressor, boiler. */
                                category: string;
                                /** @default null */
                                commissionedOn: string | null;
                                /** @default 1 */
                                count: number;
                                model: string;
                                name: string;
                                /** @default null */
                                ratedPowerKw: number | null;
                                /**
                                 * @default in-use
                                 * @enum {string}
                                 */
                                state: "in-use" | "disused" | "scrapped";
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getRegistersMeasureProgress: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default [] */
                                attachmentIds: string[];
                                measureId: string;
                                /** @default [] */
                                milestonesDone: string[];
                                month: string;
                                /** @default  */
                                note: string;
                                percent: number;
                                /** @default null */
                                spentCny: number | null;
                                /** @enum {string} */
                                status: "planned" | "running" | "done" | "cancelled";
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getRegistersProductionLines: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                /** @default null */
                                capacityPerYear: number | null;
                                /**
                                 * @description What limits depend on: altitude, clinker, ore grade, scrap, hot metal, quenching.
                                 * @default {}
                                 */
                                circumstances: {
                                    altitudeM?: number;
                                    clinkerPercent?: number;
                                    hotMetalPercent?: number;
                                    isWetQuenched?: boolean;
                                    oreGradePercent?: number;
                                    pressurePa?: number;
                                    scrapPercent?: number;
                                };
                                /** @default null */
                                commissionedOn: string | null;
                                /**
                                 * @description The stricter level holds from then.
                                 * @default null
                                 */
                                extendedOn: string | null;
                                name: string;
                                product: string;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getRegistersSavingReviews: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                agrees: boolean;
                                /** @default  */
                                documentNo: string;
                                reason: string;
                                /** @default null */
                                recognisedTce: number | null;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getRegistersVerifiedSavings: {
        parameters: {
            query?: {
                /** @description As recorded by then; now unless given. */
                asOf?: string;
                /** @description Every row that ever counted instead of what counts. */
                history?: string;
                year?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            document: {
                                adjustments: {
                                    explanation: string;
                                    /** @enum {string} */
                                    reason: "production" | "weather" | "product-mix" | "other";
                                    tce: number;
                                }[];
                                /** @default [] */
                                attachmentIds: string[];
                                /** Format: date */
                                baselineFrom: string;
                                baselineTce: number;
                                /** Format: date */
                                baselineTo: string;
                                /** @enum {string} */
                                basis: "calorific" | "primary";
                                confidence: number;
                                measureId: string;
                                /** @enum {string} */
                                method: "adjusted-baseline" | "unit-product" | "before-after-isolation" | "simulation";
                                /** Format: date */
                                reportingFrom: string;
                                reportingTce: number;
                                /** Format: date */
                                reportingTo: string;
                                /** @description Adjusted baseline less reporting period. */
                                savingTce: number;
                                /** @description Half width of the interval around the saving. */
                                uncertaintyTce: number;
                                verifiedBy: string;
                            };
                            enterpriseId?: string;
                            id: string;
                            /** @description Rises with every row of every register. */
                            no: number;
                            note: string;
                            recordedAt: string;
                            recordedBy: string;
                            withdrawn: boolean;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
    };
    getSavedQueries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SavedQuery"][];
                    };
                };
            };
        };
    };
    postSavedQueries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description Page of the console that asks it, such as `history`. */
                    page: string;
                    /** @description The question as the address of the page has it. */
                    search: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedQuery"];
                };
            };
        };
    };
    deleteSavedQueriesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                savedQueryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSignedRoots: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SignedRoot"][];
                        next?: string;
                    };
                };
            };
        };
    };
    getSignedRootsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedRoot"];
                };
            };
        };
    };
    getSignedRootsPublicKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description SHA-256 of the key in SPKI form (DER). */
                            id: string;
                            pem: string;
                        }[];
                    };
                };
            };
        };
    };
    getSilences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Silence"][];
                    };
                };
            };
        };
    };
    postSilences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: string;
                    /** @description All must match. */
                    matchers: {
                        /** @description `enterpriseId`, `rule`, `subjectId`, `word`, `severity`, or a label. */
                        field: string;
                        values: string[];
                    }[];
                    reason: string;
                    /** @description Region code, park code or enterprise id; empty for the platform. */
                    scopeId: string;
                    /** @enum {string} */
                    scopeType: "region" | "park" | "enterprise" | "platform";
                    to: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Silence"];
                };
            };
        };
    };
    postSilencesEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                silenceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Silence"];
                };
            };
        };
    };
    getUsers: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            createdAt: string;
                            disabledAt: string | null;
                            id: string;
                            mustChangePassword: boolean;
                            name: string;
                            roles: {
                                /** @enum {string} */
                                role: "admin" | "security" | "authority" | "inspector" | "auditor" | "log-auditor" | "enterprise-reporter" | "enterprise-reviewer";
                                scope: {
                                    /** @enum {string} */
                                    type: "all";
                                } | {
                                    code: string;
                                    /** @enum {string} */
                                    type: "region";
                                } | {
                                    code: string;
                                    /** @enum {string} */
                                    type: "park";
                                } | {
                                    id: string;
                                    /** @enum {string} */
                                    type: "enterprise";
                                } | {
                                    /**
                                     * Format: date-time
                                     * @description The auditor sees what was received and recorded by then.
                                     */
                                    dataAsOf?: string;
                                    /** @description None: an auditor without an engagement yet. */
                                    enterpriseIds: string[];
                                    /**
                                     * Format: date-time
                                     * @description From then on the engagement gives access to nothing.
                                     */
                                    expiresAt: string;
                                    /**
                                     * Format: uuid
                                     * @description Of an engagement there is; absent for a new one.
                                     */
                                    id?: string;
                                    /** Format: date */
                                    periodFrom: string;
                                    /** Format: date */
                                    periodTo: string;
                                    title?: string;
                                    /** @enum {string} */
                                    type: "engagement";
                                };
                            }[];
                            username: string;
                        }[];
                        next?: string;
                    };
                };
            };
        };
    };
    postUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    password?: string;
                    roles: {
                        /** @enum {string} */
                        role: "admin" | "security" | "authority" | "inspector" | "auditor" | "log-auditor" | "enterprise-reporter" | "enterprise-reviewer";
                        scope: {
                            /** @enum {string} */
                            type: "all";
                        } | {
                            code: string;
                            /** @enum {string} */
                            type: "region";
                        } | {
                            code: string;
                            /** @enum {string} */
                            type: "park";
                        } | {
                            id: string;
                            /** @enum {string} */
                            type: "enterprise";
                        } | {
                            /**
                             * Format: date-time
                             * @description The auditor sees what was received and recorded by then.
                             */
                            dataAsOf?: string;
                            /** @description None: an auditor without an engagement yet. */
                            enterpriseIds: string[];
                            /**
                             * Format: date-time
                             * @description From then on the engagement gives access to nothing.
                             */
                            expiresAt: string;
                            /**
                             * Format: uuid
                             * @description Of an engagement there is; absent for a new one.
                             */
                            id?: string;
                            /** Format: date */
                            periodFrom: string;
                            /** Format: date */
                            periodTo: string;
                            title?: string;
                            /** @enum {string} */
                            type: "engagement";
                        };
                    }[];
                    username: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        disabledAt: string | null;
                        id: string;
                        mustChangePassword: boolean;
                        name: string;
                        /** @description Only where it was generated, only this once. */
                        password?: string;
                        roles: {
                            /** @enum {string} */
                            role: "admin" | "security" | "authority" | "inspector" | "auditor" | "log-auditor" | "enterprise-reporter" | "enterprise-reviewer";
                            scope: {
                                /** @enum {string} */
                                type: "all";
                            } | {
                                code: string;
                                /** @enum {string} */
                                type: "region";
                            } | {
                                code: string;
                                /** @enum {string} */
                                type: "park";
                            } | {
                                id: string;
                                /** @enum {string} */
                                type: "enterprise";
                            } | {
                                /**
                                 * Format: date-time
                                 * @description The auditor sees what was received and recorded by then.
                                 */
                                dataAsOf?: string;
                                /** @description None: an auditor without an engagement yet. */
                                enterpriseIds: string[];
                                /**
                                 * Format: date-time
                                 * @description From then on the engagement gives access to nothing.
                                 */
                                expiresAt: string;
                                /**
                                 * Format: uuid
                                 * @description Of an engagement there is; absent for a new one.
                                 */
                                id?: string;
                                /** Format: date */
                                periodFrom: string;
                                /** Format: date */
                                periodTo: string;
                                title?: string;
                                /** @enum {string} */
                                type: "engagement";
                            };
                        }[];
                        username: string;
                    };
                };
            };
        };
    };
    patchUsersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    disabled?: boolean;
                    name?: string;
                    /**
                     * @description A new password for somebody who lost theirs; `generate` answers with one, only this once.
                     * @enum {string}
                     */
                    resetPassword?: "generate";
                    roles?: {
                        /** @enum {string} */
                        role: "admin" | "security" | "authority" | "inspector" | "auditor" | "log-auditor" | "enterprise-reporter" | "enterprise-reviewer";
                        scope: {
                            /** @enum {string} */
                            type: "all";
                        } | {
                            code: string;
                            /** @enum {string} */
                            type: "region";
                        } | {
                            code: string;
                            /** @enum {string} */
                            type: "park";
                        } | {
                            id: string;
                            /** @enum {string} */
                            type: "enterprise";
                        } | {
                            /**
                             * Format: date-time
                             * @description The auditor sees what was received and recorded by then.
                             */
                            dataAsOf?: string;
                            /** @description None: an auditor without an engagement yet. */
                            enterpriseIds: string[];
                            /**
                             * Format: date-time
                             * @description From then on the engagement gives access to nothing.
                             */
                            expiresAt: string;
                            /**
                             * Format: uuid
                             * @description Of an engagement there is; absent for a new one.
                             */
                            id?: string;
                            /** Format: date */
                            periodFrom: string;
                            /** Format: date */
                            periodTo: string;
                            title?: string;
                            /** @enum {string} */
                            type: "engagement";
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        createdAt: string;
                        disabledAt: string | null;
                        id: string;
                        mustChangePassword: boolean;
                        name: string;
                        /** @description Only where it was generated, only this once. */
                        password?: string;
                        roles: {
                            /** @enum {string} */
                            role: "admin" | "security" | "authority" | "inspector" | "auditor" | "log-auditor" | "enterprise-reporter" | "enterprise-reviewer";
                            scope: {
                                /** @enum {string} */
                                type: "all";
                            } | {
                                code: string;
                                /** @enum {string} */
                                type: "region";
                            } | {
                                code: string;
                                /** @enum {string} */
                                type: "park";
                            } | {
                                id: string;
                                /** @enum {string} */
                                type: "enterprise";
                            } | {
                                /**
                                 * Format: date-time
                                 * @description The auditor sees what was received and recorded by then.
                                 */
                                dataAsOf?: string;
                                /** @description None: an auditor without an engagement yet. */
                                enterpriseIds: string[];
                                /**
                                 * Format: date-time
                                 * @description From then on the engagement gives access to nothing.
                                 */
                                expiresAt: string;
                                /**
                                 * Format: uuid
                                 * @description Of an engagement there is; absent for a new one.
                                 */
                                id?: string;
                                /** Format: date */
                                periodFrom: string;
                                /** Format: date */
                                periodTo: string;
                                title?: string;
                                /** @enum {string} */
                                type: "engagement";
                            };
                        }[];
                        username: string;
                    };
                };
            };
        };
    };
    getUsersSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            address: string;
                            expiresAt: string;
                            /** @description Whether this request came in it. */
                            isOwn: boolean;
                            /** @description Within half a minute. */
                            lastSeenAt: string;
                            startedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    postUsersSessionsEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
        };
    };
}
