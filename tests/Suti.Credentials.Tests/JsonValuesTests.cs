// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Suti.Credentials.Tests;

/// <summary>The short ways of reading and writing JSON give what the long ones give.</summary>
public sealed class JsonValuesTests
{
    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.0000000Z")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59.0000000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.9990000Z")]
    [InlineData("2026-01-01T00:00:00.5Z", "2026-01-01T00:00:00.5000000Z")]
    [InlineData("2026-01-01T00:00:00+01:00", "2025-12-31T23:00:00.0000000Z")]
    public void TryReadTime_Time_IsRead(string text, string expected)
    {
        Assert.True(JsonValues.TryReadTime(text, requireZone: true, out var time));
        Assert.Equal(expected, time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("2026-01-00T00:00:00Z")]
    [InlineData("2026-01-01T25:00:00Z")]
    [InlineData("2026-01-01T00:60:00Z")]
    [InlineData("2026-01-01T00:00:61Z")]
    [InlineData("2026-01-01 00:00:00Z")]
    [InlineData("2026-01-01T00:00:00z")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("٢٠٢٦-01-01T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00,000Z")]
    public void TryReadTime_NoTimeWithZone_IsRefused(string text) =>
        Assert.False(JsonValues.TryReadTime(text, requireZone: true, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(1_767_225_600_123)]
    [InlineData(-62_135_596_800_000)]
    [InlineData(253_402_300_799_999)]
    public void FormatMilliseconds_Time_ReadsBack(long milliseconds)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        var text = JsonValues.FormatMilliseconds(time);
        Assert.Equal(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), text);
        Assert.True(JsonValues.TryReadTime(text, requireZone: true, out var read));
        Assert.Equal(time, read);
    }

    [Fact]
    public void Build_WithinAnother_KeepsBothApart()
    {
        var outer = JsonValues.Build(writer =>
        {
            writer.WriteStartObject();
            var inner = JsonValues.Build(other => other.WriteStringValue("inner"));
            writer.WriteMember("a", inner);
            writer.WriteEndObject();
        });
        Assert.Equal("""{"a":"inner"}""", outer.GetRawText());
        Assert.Equal("2", JsonValues.Build(writer => writer.WriteNumberValue(2)).GetRawText());
    }

    [Fact]
    public void Build_ThatThrows_LeavesNothingForTheNext()
    {
        Assert.Throws<InvalidOperationException>(() => JsonValues.Build(writer =>
        {
            writer.WriteStartArray();
            throw new InvalidOperationException();
        }));
        Assert.Equal("1", JsonValues.Build(writer => writer.WriteNumberValue(1)).GetRawText());
    }

    [Theory]
    [InlineData("""{"\u0069ss":"did:example:a","s\u0075b":"did:example:b","v\u0063":{"t\u0079pe":["A","B","A"],"credentialSubject":{"n\u0061me":"\u00e9 \u0022"}},"nbf":0,"iat":1}""")]
    [InlineData("""{ "iss" : "did:example:a", "sub" : "did:example:b", "vc" : { "type" : [ "A" , "B", "A" ], "credentialSubject" : { "name" : "é \"" } }, "nbf" : 0, "iat" : 1 }""")]
    public void Credential_ClaimsInOtherWriting_AreTheSame(string payload)
    {
        var credential = JwtNormalizer.Credential(JsonElement.Parse(Encoding.UTF8.GetBytes(payload)));
        var expected = JsonElement.Parse(
            """{"@context":[],"type":["A","B"],"nbf":0,"credentialSubject":{"name":"é \"","id":"did:example:b"},"issuer":{"id":"did:example:a"},"issuanceDate":"1970-01-01T00:00:01.000Z"}""");
        Assert.True(JsonElement.DeepEquals(expected, credential), credential.GetRawText());
    }
}
