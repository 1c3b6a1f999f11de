// Who may import whom. tests/core/layers.test.ts breaks each row on purpose and expects to be told.
//
// | core            | core; of packages only valibot and simple-statistics                          |
// | platform        | nothing of ours                                                               |
// | ui              | nothing of ours                                                               |
// | store           | core, platform                                                                |
// | words           | core, store, platform                                                         |
// | features/x      | core, store, words, ui, platform; never another feature                       |
// | app             | anything                                                                      |
// | commands, build | core, commands, build, the words of locales, Node and build-time packages     |
// | sw.ts           | workbox                                                                       |
//
// A folder may always import from itself. Type imports count too, except in circles.

/** Forbids files under `from` to import anything that matches `to` but not `but`. */
const row = (name, comment, from, to, but) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: but ? { path: to, pathNot: but } : { path: to },
})

module.exports = {
  forbidden: [
    row(
      'core',
      'The core is pure: nothing of ours, no Node, of packages only valibot and simple-statistics.',
      '^src/core/',
      '.',
      ['^src/core/', 'node_modules/(valibot|simple-statistics)/'],
    ),
    row('platform', 'platform imports nothing of ours.', '^src/platform/', '^src/', '^src/platform/'),
    row('ui', 'ui imports nothing of ours: text and numbers come as props.', '^src/ui/', '^src/', '^src/ui/'),
    row('store', 'The store imports core and platform.', '^src/store/', '^src/', '^src/(core|platform|store)/'),
    row(
      'words',
      'words imports core, store and platform.',
      '^src/words/',
      '^src/',
      '^src/(core|platform|store|words)/',
    ),
    row(
      'features',
      'A feature imports core, store, words, ui and platform; never another feature, nor the app.',
      '^src/features/([^/]+)',
      '^src/',
      '^src/(core|store|words|ui|platform|features/$1)(/|$)',
    ),
    row(
      'commands-and-build',
      'Commands and the build import the core, Node and build-time packages.',
      '^src/(commands|build)/',
      '^src/',
      // The table of addresses is data; the tour walks it.
      '^src/(core|commands|build)/|^src/app/addresses\\.ts$',
    ),
    {
      name: 'commands-and-build-packages',
      comment: 'What the app alone ships with has no place in commands and build; valibot is the core’s.',
      severity: 'error',
      from: { path: '^src/(commands|build)/' },
      to: { dependencyTypes: ['npm'], pathNot: 'node_modules/(valibot|simple-statistics)/' },
    },
    row('service-worker', 'The service worker imports workbox only.', '^src/sw\\.ts$', '.', 'node_modules/workbox-'),
    row('tests', 'Nothing imports the tests.', '^src/', '^tests/'),
    {
      name: 'no-circle',
      comment: 'No circular dependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // The exports of a package as bundlers read them, with types where there is nothing else.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
