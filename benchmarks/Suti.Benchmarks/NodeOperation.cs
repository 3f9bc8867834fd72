// SPDX-License-Identifier: Apache-2.0

namespace Suti.Benchmarks;

/// <summary>An operation of an npm package, run in a Node process that times itself, by as many callers at once.</summary>
internal sealed class NodeOperation(NodePeer peer, string operation, int callers) : ITimedOperation
{
    public TimeSpan Run(int count) => peer.Run(operation, count, callers);
}
