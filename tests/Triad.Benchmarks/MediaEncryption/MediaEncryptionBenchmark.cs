using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Media;

namespace Triad.Benchmarks.MediaEncryption;

/// <summary>
/// What encryption costs the media store: a blob written until it is durable, read, and made a file for a decoder, against the same folder store without
/// it. Both take turns, so that a busy neighbour meets both; medians count.
/// </summary>
internal sealed class MediaEncryptionBenchmark : IBenchmark
{
    private const double MaxWriteRatio = 1.5;
    private const int Piece = 256 << 10;
    private const int Warmup = 2;
    private const double Megabyte = 1 << 20;

    private static readonly MediaKey Key = new(TenantId.From("bench"), VideoId.From("video"), "source");

    public string Name => "media-encryption";

    public string Summary => "durable writes and reads of the encrypted media store, against those of the same store without encryption";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("megabytes", "128", "size of the blob"),
        new("samples", "9", "measured writes and reads of each kind; the median counts"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (megabytes, samples) = (arguments.Number("megabytes"), arguments.Number("samples"));
        var folder = Directory.CreateTempSubdirectory("triad-bench-encryption-");
        try
        {
            await using var plain = Services(System.IO.Path.Combine(folder.FullName, "plain"), isEncrypted: false);
            await using var encrypted = Services(System.IO.Path.Combine(folder.FullName, "encrypted"), isEncrypted: true);
            IMediaStore[] stores = [plain.GetRequiredService<IMediaStore>(), encrypted.GetRequiredService<IMediaStore>()];
            var piece = new byte[Piece];
            new Random(1).NextBytes(piece);

            var write = await CompareAsync(stores, samples, store => WriteAsync(store, piece, megabytes, cancellationToken));
            var read = await CompareAsync(stores, samples, store => ReadAsync(store, cancellationToken));
            var lease = await CompareAsync(stores, samples, store => LeaseAsync(store, cancellationToken));
            double Rate(double milliseconds) => Math.Round(megabytes / (milliseconds / 1000));
            var ratio = write.Encrypted / write.Plain;
            return new BenchmarkReport(
                [
                    new("write_ratio", Math.Round(ratio, 3)),
                    new("read_ratio", Math.Round(read.Encrypted / read.Plain, 3)),
                    new("write_mb_s_plain", Rate(write.Plain)),
                    new("write_mb_s_encrypted", Rate(write.Encrypted)),
                    new("read_mb_s_plain", Rate(read.Plain)),
                    new("read_mb_s_encrypted", Rate(read.Encrypted)),
                    new("lease_ms_plain", Math.Round(lease.Plain, 2)),
                    new("lease_ms_encrypted", Math.Round(lease.Encrypted, 2)),
                    new("megabytes", megabytes),
                    new("samples", samples),
                ],
                ratio <= MaxWriteRatio);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServiceProvider Services(string folder, bool isEncrypted)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddTriadFolderMediaStore(options => options.StoreFolder = System.IO.Path.Combine(folder, "media"));
        if (!isEncrypted)
            return services.BuildServiceProvider();
        services.AddSingleton<IDataKeys, OneDataKey>();
        services.AddTriadMediaEncryption(options => options.PlainFolder = System.IO.Path.Combine(folder, "copies"));
        return services.BuildServiceProvider();
    }

    private static async Task<(double Plain, double Encrypted)> CompareAsync(IMediaStore[] stores, int samples, Func<IMediaStore, Task> act)
    {
        var took = new List<double>[] { [], [] };
        for (var i = -Warmup; i < samples; i++)
        {
            for (var which = 0; which < stores.Length; which++)
            {
                var started = Stopwatch.GetTimestamp();
                await act(stores[which]);
                if (i >= 0)
                    took[which].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return (Median(took[0]), Median(took[1]));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task WriteAsync(IMediaStore store, byte[] piece, int megabytes, CancellationToken cancellationToken) =>
        Value(await store.WriteAsync(Key, PiecesAsync(piece, (int)(megabytes * Megabyte / Piece)), long.MaxValue, cancellationToken));

    private static async Task ReadAsync(IMediaStore store, CancellationToken cancellationToken)
    {
        await using var stream = Value(await store.OpenReadAsync(Key, 0, cancellationToken));
        await stream.CopyToAsync(Stream.Null, Piece, cancellationToken);
    }

    private static async Task LeaseAsync(IMediaStore store, CancellationToken cancellationToken)
    {
        await using var lease = Value(await store.LeaseFileAsync(Key, cancellationToken));
    }

    private static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> PiecesAsync(byte[] piece, int count)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
            yield return Result<ReadOnlyMemory<byte>>.Ok(piece);
    }

    private static T Value<T>(Result<T> result) => result.IsOk ? result.Value : throw new StorageException(result.Error);
}
