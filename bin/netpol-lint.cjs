#!/usr/bin/env node
'use strict';
// Old syntax on purpose: this file must start under every Node, to say in one sentence which Node is needed.
var required = [22, 19];
var version = process.versions.node.split('.').map(Number);
var tooOld = version[0] < required[0] || (version[0] === required[0] && version[1] < required[1]);

function bundledNode() {
  try {
    return require.resolve('node/bin/node');
  } catch (notInstalled) {
    return undefined;
  }
}

if (!tooOld) {
  import('../dist/cli/main.js');
} else if (bundledNode() !== undefined) {
  var child = require('child_process').spawnSync(bundledNode(), process.argv.slice(1), { stdio: 'inherit' });
  process.exitCode = child.status === null ? 3 : child.status;
} else {
  process.stderr.write('netpol-lint needs Node 22.19 or newer; this is Node ' + process.versions.node + '.\n');
  process.exitCode = 2;
}
