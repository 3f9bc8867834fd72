// SPDX-License-Identifier: Apache-2.0

using Suti.Storage.TestKit;

namespace Suti.Agent.Tests;

public sealed class MemoryCommitTests : RecordCommitTests
{
    private readonly MemoryRecordStore _store = new();

    protected override ValueTask PrepareAsync() => default;

    protected override IRecordStore CreateStore() => _store;

    protected override ValueTask CleanUpAsync() => _store.DisposeAsync();
}
