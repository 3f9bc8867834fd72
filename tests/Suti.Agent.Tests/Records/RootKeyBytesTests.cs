// SPDX-License-Identifier: Apache-2.0

namespace Suti.Agent.Tests;

public sealed class RootKeyBytesTests : IDisposable
{
    private const string Digits = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public async Task ReadFile_BytesOrDigits_AreTheSameKey()
    {
        var record = new RecordIdentity("s", "k", "1");
        using var expected = new RawRootKey(Convert.FromHexString(Digits));
        var wrapped = await expected.WrapAsync(record, new byte[32], TestContext.Current.CancellationToken);
        foreach (var content in new[] { Convert.FromHexString(Digits), System.Text.Encoding.ASCII.GetBytes(Digits + "\n") })
        {
            Write(content);
            using var read = RootKeyBytes.ReadFile(_path);
            Assert.Equal(new byte[32], await read.UnwrapAsync(record, wrapped, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz0102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F")]
    [InlineData(Digits + Digits)]
    public void ReadFile_OtherForm_IsRefused(string content)
    {
        Write(System.Text.Encoding.ASCII.GetBytes(content));
        Assert.Equal(RecordErrorCodes.RootKeyInvalid, Assert.Throws<SutiException>(() => RootKeyBytes.ReadFile(_path)).Code);
    }

    [Fact]
    public void ReadFile_OthersMayRead_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes of files are a Unix matter.");
        Write(Convert.FromHexString(Digits));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        }

        Assert.Equal(RecordErrorCodes.RootKeyInvalid, Assert.Throws<SutiException>(() => RootKeyBytes.ReadFile(_path)).Code);
    }

    [Fact]
    public void Read_NothingThere_IsMissing()
    {
        var missing = Assert.Throws<SutiException>(() => RootKeyBytes.ReadFile(_path));
        Assert.Equal((RecordErrorCodes.RootKeyMissing, $"There is no root key at {_path}."), (missing.Code, missing.Message));
        Assert.Equal(RecordErrorCodes.RootKeyMissing, Assert.Throws<SutiException>(() => RootKeyBytes.ReadEnvironment("SUTI_NOT_SET")).Code);
    }

    public void Dispose() => File.Delete(_path);

    private void Write(byte[] content)
    {
        File.WriteAllBytes(_path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
