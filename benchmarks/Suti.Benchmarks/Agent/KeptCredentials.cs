// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Suti.Agent;
using Suti.Encodings;

namespace Suti.Benchmarks;

/// <summary>Numbered credentials of four claims each, to be kept and found again. What is measured is not their proof.</summary>
internal static class KeptCredentials
{
    private const string Issuer = "did:example:issuer";

    /// <summary>The query that finds one of them by a claim.</summary>
    public static FindRequest Find(int number) => new()
    {
        Where =
        [
            new() { Column = "type", Op = "In", Value = ["number"] },
            new() { Column = "value", Op = "In", Value = [$"n{number}"] },
        ],
    };

    public static JsonElement Create(int number)
    {
        var token = Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes($"{{\"jti\":\"urn:credential:{number}\"}}"));
        return JsonElement.Parse($$"""
            {"@context":["https://www.w3.org/2018/credentials/v1"],"id":"urn:credential:{{number}}","type":["VerifiableCredential","Membership"],
             "issuer":{"id":"{{Issuer}}"},"issuanceDate":"2024-01-01T00:00:00.000Z",
             "credentialSubject":{"id":"did:example:{{number % 1000}}","number":"n{{number}}","name":"Member {{number}}","level":"{{(number % 7 == 0 ? "gold" : "silver")}}"},
             "proof":{"type":"JwtProof2020","jwt":"eyJhbGciOiJFZERTQSJ9.{{token}}.AAAA"} }
            """);
    }
}
