// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Suti.Conformance;

/// <summary>One test of a Wycheproof file, with the group that it stands in.</summary>
/// <param name="Group">The group: keys and parameters that its tests share.</param>
/// <param name="Test">The test itself.</param>
public readonly record struct WycheproofCase(JsonElement Group, JsonElement Test)
{
    /// <summary>What the file expects.</summary>
    public WycheproofResult Expected => Text("result") switch
    {
        "valid" => WycheproofResult.Valid,
        "invalid" => WycheproofResult.Invalid,
        "acceptable" => WycheproofResult.Acceptable,
        var other => throw new FormatException($"Unknown result '{other}'."),
    };

    /// <summary>A name for messages.</summary>
    public string Id => $"tcId {Number("tcId")} ({Text("comment")})";

    /// <summary>Whether the test carries <paramref name="flag"/>.</summary>
    public bool HasFlag(string flag) =>
        Test.GetProperty("flags").EnumerateArray().Any(item => item.ValueEquals(flag));

    /// <summary>A hexadecimal member of the test.</summary>
    public byte[] Bytes(string member) => Convert.FromHexString(Text(member));

    /// <summary>A text member of the test.</summary>
    public string Text(string member) => Test.GetProperty(member).GetString()!;

    /// <summary>A numeric member of the test.</summary>
    public int Number(string member) => Test.GetProperty(member).GetInt32();

    /// <summary>A hexadecimal member of the group; a dot steps into an object, as in <c>publicKey.pk</c>.</summary>
    public byte[] GroupBytes(string path) => Convert.FromHexString(GroupText(path));

    /// <summary>A text member of the group; a dot steps into an object.</summary>
    public string GroupText(string path) => GroupMember(path).GetString()!;

    /// <summary>A numeric member of the group; a dot steps into an object.</summary>
    public int GroupNumber(string path) => GroupMember(path).GetInt32();

    private JsonElement GroupMember(string path) =>
        path.Split('.').Aggregate(Group, (element, name) => element.GetProperty(name));
}
