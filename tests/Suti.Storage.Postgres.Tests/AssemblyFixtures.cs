// SPDX-License-Identifier: Apache-2.0

[assembly: AssemblyFixture(typeof(Suti.Testing.PostgresCluster))]
