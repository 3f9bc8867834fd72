// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Suti.Ethereum;
using Suti.Testing;

namespace Suti.Interop;

/// <summary>Random names, normalized or refused by us and by npm's ethers, which has the same data of ENSIP-15.</summary>
public sealed class EnsNameInterop(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 40;
    private const int Names = 500;

    // Where letters, marks, digits, symbols, Han, Hangul and emoji lie.
    private static readonly (int First, int Last)[] Ranges =
    [
        (0x20, 0x7E), (0xA0, 0x17F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x531, 0x58A), (0x5D0, 0x5EA), (0x610, 0x6F9), (0x900, 0xDFF), (0x1100, 0x11FF),
        (0x13A0, 0x13F5), (0x1E00, 0x1FFF), (0x2000, 0x27BF), (0x2C80, 0x2CFF), (0x3040, 0x30FF), (0x4E00, 0x4E80), (0xAC00, 0xAC80), (0xFB00, 0xFDFF), (0xFF00, 0xFFEF), (0x1D400, 0x1D480),
        (0x1F1E6, 0x1F1FF), (0x1F3FB, 0x1F3FF), (0x1F400, 0x1F4FF), (0x1F600, 0x1F64F), (0x1FAE0, 0x1FAEF),
    ];

    private static readonly int[] Joiners = [0x200D, 0xFE0F, 0xFE0E, 0x20E3, 0x2640, 0x2764, 0x27, 0x2019, 0x2D, 0x5F, 0x2E, 0x30FB, 0x301, 0x307];

    private readonly InteropPeer _peer = new("ens.mjs");

    public void Dispose() => _peer.Dispose();

    [Fact]
    public void Names_OfRandomCharacters_HaveTheSameForm()
    {
        var random = new Random(20261121);
        var allowed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            string[] names = [.. Enumerable.Range(0, Names).Select(_ => Make(random))];
            var theirs = _peer.Call("normalize", new JsonObject { ["names"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) })!.AsArray();
            for (var index = 0; index < names.Length; index++)
            {
                EnsName.TryNormalize(names[index], out var ours, out var error);
                var codes = string.Join(' ', names[index].EnumerateRunes().Select(rune => rune.Value.ToString("X", null)));
                Assert.True((string?)theirs[index] == ours, $"{codes}: theirs {theirs[index]}, ours {ours} {error}");
                allowed += ours is null ? 0 : 1;
            }
        }

        output.WriteLine($"{allowed} of {Rounds * Names} names are allowed by both");
        Assert.InRange(allowed, Rounds * Names / 10, Rounds * Names * 9 / 10);
    }

    /// <summary>Mostly of one range, so that many are allowed; now and then of another, and with what joins.</summary>
    private static string Make(Random random)
    {
        var name = new StringBuilder();
        var range = Ranges[random.Next(Ranges.Length)];
        for (var length = random.Next(1, 6); length > 0; length--)
        {
            if (random.Next(25) == 0)
            {
                range = Ranges[random.Next(Ranges.Length)];
            }

            name.Append(new Rune(random.Next(5) == 0 ? Joiners[random.Next(Joiners.Length)] : random.Next(range.First, range.Last + 1)).ToString());
        }

        return name.ToString();
    }
}
