using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.DataKeys;
using Triad.Media;

namespace Triad.Grains.Tests.DataKeys;

/// <summary>Data keys through grains, wrapped by keys in a file.</summary>
public sealed class DataKeysTests : IDisposable
{
    private static readonly TenantId Acme = TenantId.From("acme");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-data-keys-");

    private string KeyFile => Path.Combine(_folder.FullName, "media.key");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Key_AskedForByManyAtOnce_IsOneAndTheSameAfterARestart()
    {
        DataKey first;
        await using (var platform = await StartAsync())
        {
            var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateSut(platform).CurrentAsync(Acme, default)));
            first = keys[0].Value;
            Assert.All(keys, key => Assert.Equal(first.Secret.ToArray(), key.Value.Secret.ToArray()));
            Assert.NotEqual(first.Secret.ToArray(), (await CreateSut(platform).CurrentAsync(TenantId.From("other"), default)).Value.Secret.ToArray());
        }

        await using var restarted = await StartAsync();

        Assert.Equal(first.Secret.ToArray(), (await CreateSut(restarted).FindAsync(Acme, first.Id, default)).Value.Secret.ToArray());
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await CreateSut(restarted).FindAsync(Acme, Guid.NewGuid(), default)).Error?.Reason);
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await CreateSut(restarted).FindAsync(TenantId.From("third"), first.Id, default)).Error?.Reason);
    }

    [Fact]
    public async Task Key_Destroyed_IsGoneForGood()
    {
        Guid id;
        await using (var platform = await StartAsync())
        {
            var sut = CreateSut(platform);
            id = (await sut.CurrentAsync(Acme, default)).Value.Id;
            Assert.True((await sut.DestroyAsync(Acme, default)).Value);
            Assert.False((await sut.DestroyAsync(Acme, default)).Value);
            Assert.Equal(ErrorReason.DataKeyUnavailable, (await sut.FindAsync(Acme, id, default)).Error?.Reason);
        }

        await using var restarted = await StartAsync();

        Assert.Equal(ErrorReason.DataKeyUnavailable, (await CreateSut(restarted).FindAsync(Acme, id, default)).Error?.Reason);
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await CreateSut(restarted).CurrentAsync(Acme, default)).Error?.Reason);
    }

    [Fact]
    public async Task Destroyed_InOneProcess_IsForgottenByAnotherWithinFiveSeconds()
    {
        await using var platform = await StartAsync();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var (one, other) = (CreateSut(platform, time), CreateSut(platform, time));
        var id = (await other.CurrentAsync(Acme, default)).Value.Id;

        await one.DestroyAsync(Acme, default);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(ErrorReason.DataKeyUnavailable, (await other.FindAsync(Acme, id, default)).Error?.Reason);
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await other.CurrentAsync(Acme, default)).Error?.Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task KeyFile_LostOrAnotherPlatforms_EndsTheStartAndIsNotMadeAnew(bool isForeign)
    {
        await using (var platform = await StartAsync())
            Assert.True((await CreateSut(platform).CurrentAsync(Acme, default)).IsOk);
        File.Delete(KeyFile);
        if (isForeign)
            await File.WriteAllTextAsync(KeyFile, $"kek_{new string('a', 64)}");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync());

        var problem = Assert.IsType<StorageException>(refused as StorageException ?? (refused as AggregateException)?.InnerExceptions[0] ?? refused.InnerException ?? refused);
        Assert.Equal(ErrorReason.DataKeyUnavailable, problem.Error.Reason);
        Assert.Contains($"Triad:Encryption:KeyFile '{KeyFile}'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Put the key '", problem.Message, StringComparison.Ordinal);
        Assert.Equal(isForeign, File.Exists(KeyFile));
    }

    [Fact]
    public async Task NewKey_BesideTheOld_WrapsAllAnewAndTheOldCanGo()
    {
        await using (var platform = await StartAsync())
        {
            await platform.OnboardAsync("acme");
            await CreateSut(platform).CurrentAsync(Acme, default);
        }

        var old = await File.ReadAllTextAsync(KeyFile);
        await File.WriteAllTextAsync(KeyFile, $"kek_{new string('b', 64)}\n{old}");
        DataKey key;
        await using (var platform = await StartAsync())
        {
            Assert.True(Platform.Value(await RotationOf(platform).RotateAsync(default)));
            key = (await CreateSut(platform).CurrentAsync(Acme, default)).Value;
            Assert.Single((await platform.Grains.KeyRegistry().ListAsync(default)).Value);
        }

        await File.WriteAllTextAsync(KeyFile, $"kek_{new string('b', 64)}");
        await using var without = await StartAsync();

        Assert.Equal(key.Secret.ToArray(), (await CreateSut(without).FindAsync(Acme, key.Id, default)).Value.Secret.ToArray());
    }

    [Fact]
    public async Task Guard_AnotherProcessMakesTheFirstKeyWhileItLooks_TakesThatKey()
    {
        await using var platform = await StartAsync();
        var provider = platform.ServicesOf(0).GetRequiredService<IKeyProvider>();
        var made = Platform.Value(await new KeyGuard(platform.Grains, provider).ApproveAsync(default));

        var approved = await new KeyGuard(platform.Grains, new LateProvider(provider)).ApproveAsync(default);

        Assert.Equal(made, Platform.Value(approved));
    }

    private static KeyRotation RotationOf(Platform platform)
    {
        var provider = platform.ServicesOf(0).GetRequiredService<IKeyProvider>();
        return new KeyRotation(
            platform.Grains,
            provider,
            new KeyGuard(platform.Grains, provider),
            platform.ServicesOf(0).GetRequiredService<IHostApplicationLifetime>(),
            TimeProvider.System,
            NullLogger<KeyRotation>.Instance);
    }

    private static GrainDataKeys CreateSut(Platform platform, TimeProvider? time = null)
    {
        var provider = platform.ServicesOf(0).GetRequiredService<IKeyProvider>();
        return new GrainDataKeys(platform.Grains, provider, new KeyGuard(platform.Grains, provider), time ?? TimeProvider.System);
    }

    private Task<Platform> StartAsync() => Platform.StartAsync(_folder.FullName, ingest: false, configure: services =>
    {
        services.AddTriadKeyFile(options => options.KeyFile = KeyFile);
        services.AddTriadDataKeys();
    });

    /// <summary>Has looked for the first time before there was a key.</summary>
    private sealed class LateProvider(IKeyProvider inner) : IKeyProvider
    {
        private bool _hasLooked;

        public string Setting => inner.Setting;

        public Task<Result<string?>> CurrentAsync(CancellationToken cancellationToken)
        {
            if (_hasLooked)
                return inner.CurrentAsync(cancellationToken);
            _hasLooked = true;
            return Task.FromResult(Result<string?>.Ok(null));
        }

        public Task<Result<bool>> HasAsync(string name, CancellationToken cancellationToken) => inner.HasAsync(name, cancellationToken);

        public Task<Result<string>> MakeAsync(CancellationToken cancellationToken) => inner.MakeAsync(cancellationToken);

        public Task<Result<WrappedKey>> WrapAsync(DataKey key, string owner, CancellationToken cancellationToken) =>
            inner.WrapAsync(key, owner, cancellationToken);

        public Task<Result<DataKey>> UnwrapAsync(WrappedKey wrapped, string owner, CancellationToken cancellationToken) =>
            inner.UnwrapAsync(wrapped, owner, cancellationToken);
    }
}
