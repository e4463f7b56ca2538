import type { ApiClient, DeviceCredential } from '../api-client.ts';
import { CLASS_NAMES, classOf, parkOf } from '../demo/demo-places.ts';
import type { FleetEnterprise } from '../meters/fleet.ts';
import type { FleetMeter } from '../meters/meter.ts';
import { registerMeter } from '../register-meter.ts';

/** Primary over calorific energy of the county, roughly: classes go by primary energy. */
const PRIMARY_RATIO = 1.45;
/** Id of the one device that every simulated enterprise has. */
export const DEVICE_ID = 'EDGE01';

/**
 * Registers an enterprise, its meters and its device, whatever of them is missing, and takes a
 * fresh credential for the device. Throws when a meter is there that means something else.
 */
export async function registerEnterprise(
  api: ApiClient,
  enterprise: FleetEnterprise,
): Promise<DeviceCredential> {
  const { id, name, regionCode, industryCode, timeZone, meters } = enterprise;
  const park = parkOf(enterprise.sector);
  const className = CLASS_NAMES[classOf(enterprise.annualTce * PRIMARY_RATIO)];
  await api.createEnterprise({
    ...{ id, name, regionCode, industryCode, timeZone },
    ...(park === null ? {} : { parkCode: park.code }),
    ...(className === null ? {} : { class: className }),
  });
  // One after the other: a sub-meter needs its master to be there.
  for (const meter of meters) await registerMeter(api, id, meterRegistration(meter));
  return await api.deviceCredential(id, DEVICE_ID);
}

function meterRegistration(meter: FleetMeter) {
  const { enterpriseId: _, loads: __, initialHundredths: ___, ...registration } = meter;
  return registration;
}
