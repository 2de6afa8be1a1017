// Properties are tried with the same cases in every run; NHI_SEED chooses others.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['NHI_SEED'] ?? 1) });
