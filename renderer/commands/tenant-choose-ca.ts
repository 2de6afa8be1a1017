import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { changeForm } from '#renderer/state/tenants.ts';

export const tenantChooseCa = command({
  id: 'tenant.choose-ca',
  title: 'Choose the Certificate Authority of a Tenant…',
  category: 'Tenants',
  palette: false,
  run: async (_context, { key }: { key: string }) => {
    const { certificate } = await call('host.chooseCertificate', {});
    if (certificate !== null) changeForm(key, { ca: certificate.pem });
  },
});
