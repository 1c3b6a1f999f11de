import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'core', include: ['tests/core/**/*.test.ts', 'tests/golden/**/*.test.ts'], environment: 'node' },
      },
      { test: { name: 'data', include: ['tests/data/**/*.test.ts'], environment: 'node' } },
    ],
  },
})
