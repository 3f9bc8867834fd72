// SPDX-License-Identifier: Apache-2.0

using Suti.Crypto;
using Suti.Storage.TestKit;
using Suti.Testing;

namespace Suti.Agent.Tests;

/// <summary>Archives and sealed bodies that somebody damaged, and entries that somebody with the passphrase made up.</summary>
public sealed class ArchiveFuzzTests
{
    private static readonly PassphraseCost Cheap = new(1, 64, 1);
    private static readonly StoredRecord Record = new("key", 1, "{\"Id\":\"key\",\"Title\":\"title\",\"Rank\":3,\"Tags\":[\"x\"]}"u8.ToArray())
    {
        Fields = [new(Item.Kind["version"], RecordValue.Of("title")), new(Item.Kind["space"], RecordValue.Of(3))],
    };

    [Fact]
    public void Import_MutatedEntries_AreTakenWholeOrRefused()
    {
        var sample = ArchiveEntry.Write(Item.Kind, Record, Record.Body.Span);
        var taken = 0;
        new MutationFuzzer(11).Run([sample], 3000, bytes => taken += Import(Write(bytes)) ? 1 : 0);
        Assert.True(Import(Write(sample)));
        Assert.InRange(taken, 1, 2999);
    }

    [Fact]
    public void Import_MutatedChunks_AreRefused()
    {
        var whole = Write(ArchiveEntry.Write(Item.Kind, Record, Record.Body.Span));
        var header = whole[..ArchiveCipher.HeaderSize];
        var chunks = whole[ArchiveCipher.HeaderSize..];
        new MutationFuzzer(12).Run([chunks], 1000, bytes => Assert.Equal(bytes.AsSpan().SequenceEqual(chunks), Import([.. header, .. bytes])));
    }

    [Fact]
    public void Open_MutatedSealedBodies_AreCorrupted()
    {
        var key = new byte[32];
        var record = new RecordIdentity("space", "kind", "key");
        var body = SealedBody.Seal(7, key, record, "a secret"u8, RandomSource.System);
        new MutationFuzzer(13).Run([body], 5000, bytes =>
        {
            if (!bytes.AsSpan().SequenceEqual(body))
            {
                Assert.Equal(RecordErrorCodes.Corrupted, Assert.Throws<SutiException>(() => Open(bytes)).Code);
            }
        });
        Assert.Equal("a secret"u8, Open(body));

        byte[] Open(byte[] bytes)
        {
            _ = SealedBody.ReadKeyId(bytes);
            return SealedBody.Open(key, record, bytes);
        }
    }

    /// <summary>Whether the archive is taken; when it is not, nothing of it is there.</summary>
    private static bool Import(byte[] archive)
    {
        var store = new MemoryRecordStore();
        store.OpenAsync([Item.Kind], TestContext.Current.CancellationToken).AsTask().Wait(TestContext.Current.CancellationToken);
        try
        {
            var count = new RecordArchive(store, [Item.Kind])
                .ImportAsync("main", new MemoryStream(archive), "p", TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            Assert.Equal(1, count);
            return true;
        }
        catch (SutiException exception)
        {
            Assert.Contains(exception.Code, (string[])[RecordErrorCodes.ArchiveInvalid, RecordErrorCodes.SchemaNewer]);
            Assert.Empty(store.ListSpacesAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult());
            return false;
        }
    }

    private static byte[] Write(byte[] entry)
    {
        using var cipher = ArchiveCipher.Create("p", Cheap, RandomSource.System);
        using var file = new MemoryStream();
        using var writer = new ArchiveWriter(file, cipher);
        writer.BeginAsync(default).AsTask().GetAwaiter().GetResult();
        writer.WriteAsync(entry, default).AsTask().GetAwaiter().GetResult();
        writer.EndAsync(default).AsTask().GetAwaiter().GetResult();
        return file.ToArray();
    }
}
