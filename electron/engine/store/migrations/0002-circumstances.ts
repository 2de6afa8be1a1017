/** From where and with what something was done, as far as its source says it. */
export const circumstances = {
  version: 2,
  sql: `
ALTER TABLE activity ADD COLUMN address TEXT;
ALTER TABLE activity ADD COLUMN network TEXT;
ALTER TABLE activity ADD COLUMN user_agent TEXT;
ALTER TABLE activity ADD COLUMN credential TEXT;
ALTER TABLE activity ADD COLUMN signals TEXT;
`,
} as const;
