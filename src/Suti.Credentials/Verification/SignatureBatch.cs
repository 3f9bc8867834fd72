// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Suti.Crypto;

namespace Suti.Credentials;

/// <summary>
/// Gathers the first Ed25519 signature of each of many verifications that run at the same time, and verifies them as one batch
/// when none of them can go on without it. Each verification holds a ticket; it gives it back when it waits for its signature
/// or ends.
/// </summary>
internal sealed class SignatureBatch(int tickets)
{
    private readonly Lock _lock = new();
    private readonly List<Ed25519BatchItem> _items = [];
    private readonly List<TaskCompletionSource<bool>> _waiting = [];
    private int _outstanding = tickets;

    private void Return(PublicKey? key, SignatureInput input, TaskCompletionSource<bool>? waiting)
    {
        lock (_lock)
        {
            if (waiting is not null)
            {
                _items.Add(new Ed25519BatchItem(key!, input.Data, input.Signature));
                _waiting.Add(waiting);
            }

            if (--_outstanding > 0)
            {
                return;
            }
        }

        Flush();
    }

    private void Flush()
    {
        var all = SignatureAlgorithm.Ed25519.VerifyBatch(CollectionsMarshal.AsSpan(_items));
        for (var index = 0; index < _items.Count; index++)
        {
            // Both ways use the cofactored equation, so that a batch with one bad signature says of the others what it would alone.
            var item = _items[index];
            _waiting[index].SetResult(
                all || SignatureAlgorithm.Ed25519.Verify(item.Key, item.Data.Span, item.Signature.Span, Ed25519Verification.Cofactored));
        }
    }

    /// <summary>The part of one verification.</summary>
    internal sealed class Ticket(SignatureBatch batch)
    {
        private bool _isReturned;

        public ValueTask<bool> VerifyAsync(PublicKey key, SignatureInput input)
        {
            if (_isReturned)
            {
                return ValueTask.FromResult(
                    SignatureAlgorithm.Ed25519.Verify(key, input.Data.Span, input.Signature.Span, Ed25519Verification.Cofactored));
            }

            _isReturned = true;
            // The rest of each verification runs where the batch was verified, one after the other: a hop between threads costs as much as it saves.
            var waiting = new TaskCompletionSource<bool>();
            batch.Return(key, input, waiting);
            return new ValueTask<bool>(waiting.Task);
        }

        public void End()
        {
            if (!_isReturned)
            {
                _isReturned = true;
                batch.Return(key: null, default, waiting: null);
            }
        }
    }
}
