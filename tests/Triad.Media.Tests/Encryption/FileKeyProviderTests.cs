using Microsoft.Extensions.Options;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Media.Encryption;

namespace Triad.Media.Tests.Encryption;

public sealed class FileKeyProviderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-keys-");
    private readonly DataKey _key = new(Guid.NewGuid(), Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    private string Path => System.IO.Path.Combine(_folder.FullName, "media.key");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Made_ByManyAtOnce_IsOneFileForThisUserOnly()
    {
        Assert.Null((await CreateSut().CurrentAsync(default)).Value);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CreateSut().MakeAsync(default))));

        Assert.Single(made.Select(name => name.Value).Distinct());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task Wrapped_Unwrapped_IsTheSameForItsOwnerOnly()
    {
        var sut = CreateSut();
        await sut.MakeAsync(default);

        var wrapped = (await sut.WrapAsync(_key, "acme", default)).Value;

        Assert.Equal(_key.Secret.ToArray(), (await sut.UnwrapAsync(wrapped, "acme", default)).Value.Secret.ToArray());
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await sut.UnwrapAsync(wrapped, "other", default)).Error?.Reason);
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await sut.UnwrapAsync(wrapped with { KeyId = Guid.NewGuid() }, "acme", default)).Error?.Reason);
    }

    [Fact]
    public async Task Wrapped_AnyCharacterChanged_IsRefusedNamingSettingAndRemedy()
    {
        var sut = CreateSut();
        await sut.MakeAsync(default);
        var wrapped = (await sut.WrapAsync(_key, "acme", default)).Value;

        for (var i = 0; i < wrapped.Text.Length; i++)
        {
            var changed = wrapped.Text[..i] + (wrapped.Text[i] == 'A' ? 'B' : 'A') + wrapped.Text[(i + 1)..];
            var refused = await sut.UnwrapAsync(wrapped with { Text = changed }, "acme", default);
            Assert.Equal(ErrorReason.DataKeyUnavailable, refused.Error?.Reason);
            Assert.Contains($"Triad:Encryption:KeyFile '{Path}'", refused.Error!.Message, StringComparison.Ordinal);
            Assert.Contains("Restore", refused.Error.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NewKey_PutBeforeTheOld_WrapsWhileTheOldUnwraps()
    {
        var sut = CreateSut();
        var old = (await sut.MakeAsync(default)).Value;
        var wrapped = (await sut.WrapAsync(_key, "acme", default)).Value;
        await File.WriteAllTextAsync(Path, "# the key of 2026\n" + KeyFile.Draw() + "\n" + await File.ReadAllTextAsync(Path));

        var current = (await sut.CurrentAsync(default)).Value;

        Assert.NotEqual(old, current);
        Assert.True((await sut.HasAsync(old, default)).Value);
        Assert.True((await sut.UnwrapAsync(wrapped, "acme", default)).IsOk);
        Assert.Equal(current, (await sut.WrapAsync(_key, "acme", default)).Value.WrappedBy);
    }

    [Fact]
    public async Task Key_ThatIsGone_IsNamedWithTheSetting()
    {
        var sut = CreateSut();
        var old = (await sut.MakeAsync(default)).Value;
        var wrapped = (await sut.WrapAsync(_key, "acme", default)).Value;
        await File.WriteAllTextAsync(Path, KeyFile.Draw());

        var lost = (await sut.UnwrapAsync(wrapped, "acme", default)).Error!;

        Assert.Equal(
            $"data_key 'acme' was wrapped by the key '{old}', which Triad:Encryption:KeyFile '{Path}' does not have. "
            + $"Put that key back into Triad:Encryption:KeyFile '{Path}'; without it the tenant's media stay unreadable.",
            lost.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("kek_00")]
    [InlineData("tk_abc")]
    public async Task File_ThatIsNoKeyFile_IsRefused(string text)
    {
        await File.WriteAllTextAsync(Path, text);

        var refused = await CreateSut().CurrentAsync(default);

        Assert.Equal((ErrorReason.DataKeyUnavailable, "Triad:Encryption:KeyFile"), (refused.Error?.Reason, refused.Error?.Field));
    }

    [Fact]
    public void Form_OfAWrappedKey_StaysTheSame()
    {
        var wrapped = new WrappedKey(
            Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), "0123456789abcdef", "v1.AAECAwQFBgcICQoLGIDrcxkM305/u++X7lVi9fEtpJ0Md2EmDtd5oZLKcxqVnCLLCQUM/iBRGy+CGTNg");

        var key = KeyWrapping.Unwrap(Enumerable.Repeat((byte)7, 32).ToArray(), wrapped, "acme");

        Assert.Equal(Enumerable.Range(0, 32).Select(i => (byte)i), key!.Secret.ToArray());
    }

    private FileKeyProvider CreateSut() => new(Options.Create(new EncryptionOptions { KeyFile = Path }));
}
