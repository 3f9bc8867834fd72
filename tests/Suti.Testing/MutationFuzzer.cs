// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Suti.Testing;

/// <summary>
/// Feeds a parser with damaged copies of good inputs: flipped bits, changed, inserted, removed, repeated and swapped runs.
/// Seeded, so that a failure can be repeated. <c>SUTI_FUZZ_ROUNDS</c> lengthens every run.
/// </summary>
public sealed class MutationFuzzer(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Runs <paramref name="target"/> over mutations of <paramref name="samples"/>. It must not throw.</summary>
    public void Run(IReadOnlyList<byte[]> samples, int rounds, Action<byte[]> target)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("SUTI_FUZZ_ROUNDS"), CultureInfo.InvariantCulture, out var longer))
        {
            rounds = longer;
        }

        for (var round = 0; round < rounds; round++)
        {
            var input = Mutate(samples[_random.Next(samples.Count)]);
            try
            {
                target(input);
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed}, round {round}, input {Convert.ToHexString(input)}: {exception}");
            }
        }
    }

    private byte[] Mutate(byte[] sample)
    {
        var bytes = new List<byte>(sample);
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            MutateOnce(bytes);
        }

        return [.. bytes];
    }

    private void MutateOnce(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(_random.Next(1, 9), bytes.Count - at);
        switch (_random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.Insert(at, (byte)_random.Next(256));
                break;
            case 3 when length > 0:
                bytes.RemoveRange(at, length);
                break;
            case 4 when length > 0:
                bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5 when at < bytes.Count:
                var other = _random.Next(bytes.Count);
                (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                break;
            default:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }
}
