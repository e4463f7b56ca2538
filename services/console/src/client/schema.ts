// Made from /api/openapi.json by src/client/generate-cli.ts. Do not edit: run it again.

export interface paths {
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
        Device: {
            /** @enum {string} */
            credential: "password" | "certificate";
            id: string;
            issuedAt: string;
            name: string;
            revokedAt: string | null;
            username: string;
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
        Meter: {
            dataCode?: string;
            /** @enum {string} */
            energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene";
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
            siteId?: string;
            /** @enum {string} */
            unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW";
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
                unit?: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW";
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
                    energyKind: "electricity" | "heat" | "steam" | "raw-coal" | "washed-coal" | "middlings" | "slime" | "gangue" | "coke" | "coal-tar" | "crude-oil" | "fuel-oil" | "gasoline" | "kerosene" | "diesel" | "benzol" | "methanol" | "ethanol" | "lpg" | "refinery-gas" | "lng" | "natural-gas" | "coke-oven-gas" | "blast-furnace-gas" | "converter-gas" | "producer-gas" | "water-gas" | "biogas" | "hydrogen" | "biomass" | "water" | "softened-water" | "deaerated-water" | "compressed-air" | "oxygen" | "nitrogen" | "carbon-dioxide" | "acetylene";
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
                    unit: "kWh" | "MWh" | "10MWh" | "m3" | "km3" | "10km3" | "t" | "kg" | "L" | "MJ" | "GJ" | "kW";
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
}
