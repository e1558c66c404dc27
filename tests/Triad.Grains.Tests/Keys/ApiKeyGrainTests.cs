using Microsoft.Extensions.Time.Testing;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Keys;
using Triad.Testing.Embedding;

namespace Triad.Grains.Tests.Keys;

public sealed class ApiKeyGrainTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly TenantQuotas NoQuotas = new(null, null, null, null, null, null);

    [Fact]
    public async Task Key_WithFilterAndNetworks_TellsThemWhenItIsVerified()
    {
        await using var platform = await StartAsync();
        var filter = new Filter([new MetadataPresent("shown")], [], []);

        var issued = await IssueAsync(platform, new CreateApiKey("", "", [Scopes.Search], null) { Filter = filter, Networks = ["10.0.0.0/8"] });
        var verified = Platform.Value(await VerifyAsync(platform, issued.Token));

        Assert.Equal(FilterText.Write(filter), FilterText.Write(verified.Filter!));
        Assert.Equal(["10.0.0.0/8"], verified.Networks);
        Assert.Equal(64, Assert.Single(verified.TokenKeys).Point.Length);
    }

    [Fact]
    public async Task Rotate_WithAnOverlap_AcceptsBothSecretsAndTellsTheEndOfTheOld()
    {
        await using var platform = await StartAsync();
        var first = await IssueAsync(platform, new CreateApiKey("", "", [Scopes.Search], null));

        var second = Platform.Value(await platform.Grains.ApiKey(first.Key.KeyId).RotateAsync(Acme, TimeSpan.FromHours(1), default));

        var (old, fresh) = (Platform.Value(await VerifyAsync(platform, first.Token)), Platform.Value(await VerifyAsync(platform, second.Token)));
        Assert.Equal(second.Key.RotationEndsAt, old.ExpiresAt);
        Assert.Null(fresh.ExpiresAt);
        Assert.Equal(2, fresh.TokenKeys.Length);
    }

    [Fact]
    public async Task Rotate_WithoutAnOverlap_EndsTheOldSecretAtOnce()
    {
        await using var platform = await StartAsync();
        var first = await IssueAsync(platform, new CreateApiKey("", "", [Scopes.Search], null));

        var second = Platform.Value(await platform.Grains.ApiKey(first.Key.KeyId).RotateAsync(Acme, TimeSpan.Zero, default));

        Assert.Equal(ErrorReason.KeyInvalid, (await VerifyAsync(platform, first.Token)).Error?.Reason);
        Assert.Single(Platform.Value(await VerifyAsync(platform, second.Token)).TokenKeys);
    }

    [Fact]
    public async Task Rotate_OfAnothersKeyOrARevokedOne_IsRefusedAlike()
    {
        await using var platform = await StartAsync();
        var key = platform.Grains.ApiKey((await IssueAsync(platform, new CreateApiKey("", "", [Scopes.Search], null))).Key.KeyId);

        var foreign = await key.RotateAsync(TenantId.From("other"), TimeSpan.Zero, default);
        var operators = await key.RotateAsync(null, TimeSpan.Zero, default);
        await key.RevokeAsync(default);
        var revoked = await key.RotateAsync(Acme, TimeSpan.Zero, default);

        Assert.All([foreign, operators, revoked], refused => Assert.Equal(ErrorReason.KeyNotFound, refused.Error?.Reason));
        Assert.Equal(foreign.Error, revoked.Error);
    }

    [Fact]
    public async Task Rotate_OfAKeyThatIsRevokedAfterwards_LeavesNoSecretThatWorks()
    {
        await using var platform = await StartAsync();
        var first = await IssueAsync(platform, new CreateApiKey("", "", [Scopes.Search], null));
        var second = Platform.Value(await platform.Grains.ApiKey(first.Key.KeyId).RotateAsync(Acme, TimeSpan.FromHours(1), default));

        await platform.Grains.Tenant(Acme).RevokeKeyAsync(first.Key.KeyId, default);

        Assert.All([await VerifyAsync(platform, first.Token), await VerifyAsync(platform, second.Token)], refused => Assert.False(refused.IsOk));
    }

    [Fact]
    public void Rotate_TooOften_IsRefusedAndEndsNoSecretEarly()
    {
        var now = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        var secrets = Enumerable.Range(0, SecretRules.MostOlder + 2).Select(_ => ApiKeySecret.Draw(ApiKeyId.From("abcdefghijklmnop"))).ToList();
        var state = new ApiKeyState { TenantId = "acme", SecretSha256 = secrets[0].Sha256 };
        foreach (var secret in secrets[1..^1])
            state = SecretRules.Rotate(state, secret, TimeSpan.FromHours(1), now).Value!;

        var refused = SecretRules.Rotate(state, secrets[^1], TimeSpan.FromHours(1), now);
        var later = SecretRules.Rotate(state, secrets[^1], TimeSpan.FromHours(1), now.AddHours(1));

        Assert.Equal(ErrorReason.Conflict, refused.Error?.Reason);
        Assert.All(secrets[..^1], secret => Assert.True(SecretRules.Compare(state, secret.Sha256, now).Same));
        Assert.True(later.IsOk);
        Assert.Equal(SecretRules.MostOlder, later.Value!.Older.Length);
    }

    [Fact]
    public async Task Register_OfASecretOfBeforeARotation_IsThatOfTheKey()
    {
        await using var platform = await StartAsync();
        var first = await IssueAsync(platform, new CreateApiKey("", "", [Scopes.Search], null));
        var grain = platform.Grains.ApiKey(first.Key.KeyId);
        await grain.RotateAsync(Acme, TimeSpan.Zero, default);

        var same = await grain.RegisterAsync(new RegisterApiKey(first.Key, ApiKeySecret.Parse(first.Token).Value!.Sha256), default);
        var other = await grain.RegisterAsync(new RegisterApiKey(first.Key, ApiKeySecret.Draw().Sha256), default);

        Assert.True(same.IsOk);
        Assert.Equal(ErrorReason.Conflict, other.Error?.Reason);
    }

    [Fact]
    public async Task Use_ThatIsNoted_IsToldAtOnceAndForgottenByNoKeyThatIsNone()
    {
        await using var platform = await StartAsync();
        var issued = await IssueAsync(platform, new CreateApiKey("", "", [Scopes.Search], null));
        var at = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        var grain = platform.Grains.ApiKey(issued.Key.KeyId);

        await grain.NoteUseAsync(at, default);
        await grain.NoteUseAsync(at.AddMinutes(1), default);
        await grain.NoteUseAsync(at.AddSeconds(30), default);

        Assert.Equal(at.AddMinutes(1), Platform.Value(await grain.GetAsync(default)).LastUsedAt);
        Assert.True((await platform.Grains.ApiKey(ApiKeyId.From("nobodyhasthisone")).NoteUseAsync(at, default)).IsOk);
        Assert.False((await platform.Grains.ApiKey(ApiKeyId.From("nobodyhasthisone")).GetAsync(default)).IsOk);
    }

    private static async Task<Platform> StartAsync()
    {
        var platform = await Platform.StartAsync(ingest: false);
        await platform.Tenant("acme").CreateAsync(new CreateTenant("", "Acme", "", HashEmbedder.Package, NoQuotas), default);
        return platform;
    }

    private static async Task<IssuedApiKey> IssueAsync(Platform platform, CreateApiKey request) =>
        Platform.Value(await platform.Grains.Tenant(Acme).CreateKeyAsync(request, default));

    private static Task<Result<ApiKeySnapshot>> VerifyAsync(Platform platform, string token)
    {
        var secret = ApiKeySecret.Parse(token).Value!;
        return platform.Grains.ApiKey(secret.KeyId).VerifyAsync(secret.Sha256, default);
    }
}
