// SPDX-License-Identifier: Apache-2.0

namespace Suti.Benchmarks;

/// <summary>An operation of an npm package, run in a Node process that times itself.</summary>
internal sealed class NodeOperation(NodePeer peer, string operation) : ITimedOperation
{
    public TimeSpan Run(int count) => peer.Run(operation, count);
}
