using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Erasure;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Erasure;

/// <summary>
/// A silo that ends between any two steps of an erasure: nothing of it gets any further, as after a kill. The next start goes on by itself, to the
/// same end.
/// </summary>
public sealed class TenantErasureKillTests : IDisposable
{
    private static readonly TenantId Acme = TenantId.From("acme");

    private readonly string _folder = Directory.CreateTempSubdirectory("triad-erasure-").FullName;

    public static TheoryData<string> Steps =>
    [
        "close", "count api-keys", "erase api-keys", "erase ingest-jobs", "erase videos", "erase media-captions", "erase rankings", "erase vectors",
        "erase catalog", "erase reminders", "erase shards", "erase video-receipts", "erase video-states", "erase tenant", "erase tenant-directory",
        "count tenant", "sign",
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Kill_AfterAStep_GoesOnAtTheNextStart(string step)
    {
        var death = new Death(step);
        await using (var platform = await ErasureWorld.StartAsync(folder: _folder, configure: death.Into))
        {
            await ErasureWorld.FillAsync(platform, "acme");
            Value(await platform.Grains.TenantErasure(Acme).BeginAsync("op", default));
            await death.Happened.WithinAsync($"the silo to die after {step}");
        }

        await using var again = await ErasureWorld.StartAsync(folder: _folder);
        ErasureReceipt? receipt = null;
        await ErasureWorld.UntilAsync(async () => (receipt = Value(await again.Grains.TenantErasure(Acme).GetAsync(default)).Receipt) is not null);

        Assert.All(receipt!.Stores, store => Assert.Equal(0, store.After));
        Assert.Equal(3, receipt.Stores.Single(store => store.Name == "api-keys").Before);
        await ErasureWorld.SettledAsync(again, "acme");
        Assert.Empty(ErasureWorld.TracesOf(_folder, "acme"));
    }

    /// <summary>After a step nothing of the erasure does anything any more.</summary>
    private sealed class Death(string step) : IIncomingGrainCallFilter
    {
        private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Happened => _happened.Task;

        public void Into(IServiceCollection services)
        {
            foreach (var store in services.Where(service => service.ServiceType == typeof(IErasableStore)).ToList())
            {
                services.Remove(store);
                services.AddSingleton<IErasableStore>(provider => new DyingStore(this, (IErasableStore)(store.ImplementationFactory?.Invoke(provider)
                    ?? ActivatorUtilities.CreateInstance(provider, store.ImplementationType!))));
            }

            var signer = services.Last(service => service.ServiceType == typeof(IReceiptSigner));
            services.AddSingleton<IReceiptSigner>(provider => new DyingSigner(
                this, (IReceiptSigner)ActivatorUtilities.CreateInstance(provider, signer.ImplementationType!)));
            services.AddSingleton<IIncomingGrainCallFilter>(this);
        }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.InterfaceMethod.Name == "CloseAsync")
                await AfterAsync("close");
        }

        public async Task AfterAsync(string done)
        {
            if (done == step)
                _happened.TrySetResult();
            if (_happened.Task.IsCompleted)
                throw new OperationCanceledException("The silo is dead.");
            await Task.CompletedTask;
        }
    }

    private sealed class DyingStore(Death death, IErasableStore store) : IErasableStore
    {
        public string Name => store.Name;

        public string Unit => store.Unit;

        public ErasureStage Stage => store.Stage;

        public ErasureScopes Scopes => store.Scopes;

        public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
        {
            var count = await store.CountAsync(subject, cancellationToken);
            if (subject.Video is null)
                await death.AfterAsync($"count {Name}");
            return count;
        }

        public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
        {
            var erased = await store.EraseAsync(subject, cancellationToken);
            if (subject.Video is null)
                await death.AfterAsync($"erase {Name}");
            return erased;
        }

        public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => store.RemainderOf(subject, erasedAt);
    }

    private sealed class DyingSigner(Death death, IReceiptSigner signer) : IReceiptSigner
    {
        public async Task<Result<string>> SignAsync(ErasureStatement statement, CancellationToken cancellationToken)
        {
            var signed = await signer.SignAsync(statement, cancellationToken);
            if (statement.Subject.Video is null)
                await death.AfterAsync("sign");
            return signed;
        }
    }
}
