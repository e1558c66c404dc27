using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triad.Azure.KeyVault;
using Triad.Core.Encryption;
using Triad.Core.Errors;

namespace Triad.Azure.Tests.KeyVault;

public sealed class KeyVaultKeyProviderTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly KeyVaultOptions _options = new() { MaxRetries = 1 };
    private readonly DataKey _key = new(Guid.NewGuid(), Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
    private SmallVault _vault = null!;

    public async ValueTask InitializeAsync() => _vault = await SmallVault.StartAsync();

    public async ValueTask DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task Wrapped_Unwrapped_IsTheSame_AndTheVaultIsAskedOnce()
    {
        var version = _vault.Set(KeyText.Draw());
        var sut = CreateSut();

        var wrapped = (await sut.WrapAsync(_key, "acme", default)).Value;
        var asked = _vault.Requests;

        Assert.Equal(version, wrapped.WrappedBy);
        Assert.Equal(_key.Secret.ToArray(), (await sut.UnwrapAsync(wrapped, "acme", default)).Value.Secret.ToArray());
        Assert.Equal(_key.Secret.ToArray(), (await CreateSut().UnwrapAsync(wrapped, "acme", default)).Value.Secret.ToArray());
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await sut.UnwrapAsync(wrapped, "other", default)).Error?.Reason);
        await sut.WrapAsync(_key, "acme", default);
        Assert.Equal(asked + 1, _vault.Requests); // The second provider's; what token the vault wants is known to the process by then.
    }

    [Fact]
    public async Task NewVersion_WrapsAfterAWhile_AndTheOldUnwraps()
    {
        var old = _vault.Set(KeyText.Draw());
        var sut = CreateSut();
        var wrapped = (await sut.WrapAsync(_key, "acme", default)).Value;

        var newest = _vault.Set(KeyText.Draw());
        Assert.Equal(old, (await sut.CurrentAsync(default)).Value);
        _time.Advance(_options.AskAgainAfter);

        Assert.Equal(newest, (await sut.CurrentAsync(default)).Value);
        Assert.True((await CreateSut().UnwrapAsync(wrapped, "acme", default)).IsOk);
        _vault.Remove(old);
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await CreateSut().UnwrapAsync(wrapped, "acme", default)).Error?.Reason);
        Assert.False((await CreateSut().HasAsync(old, default)).Value);
    }

    [Fact]
    public async Task NoSecret_IsNoKey_AndIsNotMade()
    {
        var sut = CreateSut();

        Assert.Null((await sut.CurrentAsync(default)).Value);
        var made = await sut.MakeAsync(default);

        Assert.Equal((ErrorReason.DataKeyUnavailable, "Triad:Encryption:KeyVault:SecretName"), (made.Error?.Reason, made.Error?.Field));
        Assert.Contains("az keyvault secret set", made.Error!.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_ThatIsNoKey_IsRefusedWithoutItsValue()
    {
        _vault.Set("a password");

        var refused = await CreateSut().CurrentAsync(default);

        Assert.Equal(ErrorReason.DataKeyUnavailable, refused.Error?.Reason);
        Assert.DoesNotContain("password", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "Key Vault Secrets User")]
    [InlineData(HttpStatusCode.InternalServerError, "can be reached")]
    [InlineData(HttpStatusCode.TooManyRequests, "can be reached")]
    public async Task Vault_ThatRefuses_IsUnavailableWithTheRemedy(HttpStatusCode status, string remedy)
    {
        _vault.Set(KeyText.Draw());
        _vault.Refusal = status;

        var refused = (await CreateSut().CurrentAsync(default)).Error!;

        Assert.True(refused.Retryable);
        Assert.Equal(ErrorReason.Unavailable, refused.Reason);
        Assert.Contains("Triad:Encryption:KeyVault:SecretName", refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vault_ThatIsSilent_IsUnavailableInTime_AndWhatIsKnownGoesOn()
    {
        _vault.Set(KeyText.Draw());
        _options.NetworkTimeout = TimeSpan.FromMilliseconds(100);
        var sut = CreateSut();
        var wrapped = (await sut.WrapAsync(_key, "acme", default)).Value;
        _vault.IsSilent = true;

        Assert.Equal(ErrorReason.Unavailable, (await CreateSut().CurrentAsync(default)).Error?.Reason);
        Assert.True((await sut.UnwrapAsync(wrapped, "acme", default)).IsOk);
    }

    [Fact]
    public void Options_AllWrong_AreToldAtOnce()
    {
        var wrong = new KeyVaultOptions
        {
            VaultUri = "http://vault.example",
            SecretName = "a b",
            NetworkTimeout = TimeSpan.Zero,
            MaxRetries = 11,
            AskAgainAfter = TimeSpan.Zero,
        };

        var found = new KeyVaultOptionsValidator().Validate(null, wrong).Failures!.ToList();

        Assert.Equal(5, found.Count);
        Assert.All(found, problem => Assert.StartsWith("Triad:Encryption:KeyVault:", problem, StringComparison.Ordinal));
    }

    private KeyVaultKeyProvider CreateSut()
    {
        var client = _vault.Connect(_options);
        return new KeyVaultKeyProvider(client, Options.Create(_options), _time, NullLogger<KeyVaultKeyProvider>.Instance);
    }
}
