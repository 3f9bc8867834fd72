// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Suti.Dids;

/// <summary>Why a DID was not resolved, a DID URL not dereferenced or a document refused.</summary>
/// <param name="Code">One of <see cref="DidErrorCodes"/>: the codes of the specification.</param>
/// <param name="Message">What is wrong, for people.</param>
public sealed record DidError(string Code, string Message)
{
    /// <summary>The <c>type</c> of the error object of DID Resolution 1.0, such as <c>https://www.w3.org/ns/did#INVALID_DID</c>.</summary>
    public string Type => "https://www.w3.org/ns/did#" + Separate('_').ToUpperInvariant();

    /// <summary>The refusal as an exception, for callers that want to stop. Its code is <c>did.invalid-did</c> and the like.</summary>
    public SutiException ToException() => new("did." + Separate('-').ToLowerInvariant(), Message);

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";

    private string Separate(char separator)
    {
        var text = new StringBuilder(Code.Length + 4);
        foreach (var character in Code)
        {
            if (char.IsAsciiLetterUpper(character))
            {
                text.Append(separator);
            }

            text.Append(character);
        }

        return text.ToString();
    }
}
