// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using System.Text;

namespace Suti.Credentials;

/// <summary>The types that are known here: nothing is fetched, unless there is somebody to ask for the others.</summary>
public sealed class TypeMetadataRegistry : ITypeMetadataSource
{
    private readonly FrozenDictionary<string, byte[]> _documents;
    private readonly ITypeMetadataSource? _others;

    /// <summary>Takes documents, each with its <c>vct</c> in it.</summary>
    /// <param name="documents">JSON texts.</param>
    /// <param name="others">Where other types are looked for; nowhere when null.</param>
    /// <exception cref="SutiException"><see cref="CredentialErrorCodes.TypeMetadataInvalid"/>: a document is malformed, or a type is there twice.</exception>
    public TypeMetadataRegistry(IEnumerable<string> documents, ITypeMetadataSource? others = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var byType = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var text in documents)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            if (!TypeMetadataDocument.TryParse(bytes, out var document, out var fault) || !byType.TryAdd(document.Vct, bytes))
            {
                throw new SutiException(CredentialErrorCodes.TypeMetadataInvalid, fault ?? "The type is described twice.");
            }
        }

        _documents = byType.ToFrozenDictionary(StringComparer.Ordinal);
        _others = others;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string vct, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(vct);
        return _documents.TryGetValue(vct, out var document) ? ValueTask.FromResult<ReadOnlyMemory<byte>?>(document)
            : _others is null ? ValueTask.FromResult<ReadOnlyMemory<byte>?>(null)
            : _others.FindAsync(vct, cancellationToken);
    }
}
