// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Suti.Credentials;

/// <summary>
/// The members of an object that mean something to this format, found in one pass: a document is searched from its end for every name
/// that is asked for, and this format asks for twenty.
/// </summary>
internal readonly struct JwtMembers
{
    private const int Count = (int)JwtMember.CredentialStatus + 1;

    private readonly Values _values;

    private JwtMembers(Values values) => _values = values;

    /// <summary>A member; undefined when there is none.</summary>
    public JsonElement this[JwtMember member] => _values[(int)member];

    /// <summary>The members of an object; of anything else none.</summary>
    public static JwtMembers Of(JsonElement json)
    {
        var values = default(Values);
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in json.EnumerateObject())
            {
                if (Which(property) is var member and not JwtMember.Other)
                {
                    values[(int)member] = property.Value;
                }
            }
        }

        return new JwtMembers(values);
    }

    /// <summary>Which member it is.</summary>
    public static JwtMember Which(JsonProperty property)
    {
        var name = JsonValues.RawName(property);
        return name.Contains((byte)'\\') ? Which(System.Text.Encoding.UTF8.GetBytes(property.Name)) : Which(name);
    }

    private static JwtMember Which(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => name.SequenceEqual("vc"u8) ? JwtMember.Vc : name.SequenceEqual("id"u8) ? JwtMember.Id : JwtMember.Other,
        3 => name.SequenceEqual("iss"u8) ? JwtMember.Iss
            : name.SequenceEqual("sub"u8) ? JwtMember.Sub
            : name.SequenceEqual("jti"u8) ? JwtMember.Jti
            : name.SequenceEqual("nbf"u8) ? JwtMember.Nbf
            : name.SequenceEqual("iat"u8) ? JwtMember.Iat
            : name.SequenceEqual("exp"u8) ? JwtMember.Exp
            : JwtMember.Other,
        4 => name.SequenceEqual("type"u8) ? JwtMember.Type : JwtMember.Other,
        6 => name.SequenceEqual("issuer"u8) ? JwtMember.Issuer : JwtMember.Other,
        7 => name.SequenceEqual("context"u8) ? JwtMember.Context : JwtMember.Other,
        8 => name.SequenceEqual("@context"u8) ? JwtMember.AtContext : name.SequenceEqual("evidence"u8) ? JwtMember.Evidence : JwtMember.Other,
        10 => name.SequenceEqual("termsOfUse"u8) ? JwtMember.TermsOfUse : JwtMember.Other,
        12 => name.SequenceEqual("issuanceDate"u8) ? JwtMember.IssuanceDate : JwtMember.Other,
        14 => name.SequenceEqual("expirationDate"u8) ? JwtMember.ExpirationDate
            : name.SequenceEqual("refreshService"u8) ? JwtMember.RefreshService
            : JwtMember.Other,
        16 => name.SequenceEqual("credentialSchema"u8) ? JwtMember.CredentialSchema
            : name.SequenceEqual("credentialStatus"u8) ? JwtMember.CredentialStatus
            : JwtMember.Other,
        17 => name.SequenceEqual("credentialSubject"u8) ? JwtMember.CredentialSubject : JwtMember.Other,
        _ => JwtMember.Other,
    };

    [InlineArray(Count)]
    private struct Values
    {
        private JsonElement _first;
    }
}
