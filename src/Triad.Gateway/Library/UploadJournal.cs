using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Options;
using Triad.Core.Durability;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Gateway.Library;

/// <summary>
/// Remembers uploads on their way: one small file each in <see cref="GatewayOptions.UploadJournalFolder"/>, written before the first byte
/// of the upload. What a killed process left behind is found by it at the next start, or by another that starts after its end
/// (<see cref="GatewayOptions.AbandonedJournalFolders"/>).
/// </summary>
internal sealed class UploadJournal(IOptions<GatewayOptions> options)
{
    private const int NoSpace = 28; // ENOSPC

    private readonly string _folder = Path.GetFullPath(options.Value.UploadJournalFolder);
    private readonly ConcurrentDictionary<string, bool> _underWay = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _abandoned = [.. options.Value.AbandonedJournalFolders.Select(Path.GetFullPath)];

    /// <summary>Remembers an upload; durable on return. StorageFull or Unavailable where that cannot be.</summary>
    public Result Open(UploadEntry entry)
    {
        try
        {
            FolderSync.Create(_folder);
            _underWay[entry.Mark] = true;
            using (var file = new FileStream(PathOf(entry), FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(Encoding.UTF8.GetBytes($"{entry.Tenant}\n{entry.Video}\n"));
                file.Flush(flushToDisk: true);
            }

            FolderSync.Flush(_folder);
            return Result.Ok;
        }
        catch (IOException fault)
        {
            return (fault.HResult & 0xFFFF) == NoSpace
                ? new Error(ErrorReason.StorageFull, "There is no room for the upload.", Remedy: "Tell the operator to make room.")
                : new Error(ErrorReason.Unavailable, "The upload cannot be recorded.", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Forgets an upload that has ended well or of which nothing is left.</summary>
    public void Close(UploadEntry entry)
    {
        File.Delete(PathOf(entry));
        _underWay.TryRemove(entry.Mark, out _);
    }

    /// <summary>Says that nobody works on an upload any more, whether something of it is left or not.</summary>
    public void End(UploadEntry entry) => _underWay.TryRemove(entry.Mark, out _);

    /// <summary>True where this process works on an upload.</summary>
    public bool IsUnderWay(UploadEntry entry) => entry.JournalFile == Path.Combine(_folder, entry.Mark) && _underWay.ContainsKey(entry.Mark);

    /// <summary>The uploads of a tenant that are remembered; files that are just being written or deleted are passed over.</summary>
    public IReadOnlyList<UploadEntry> Of(TenantId tenant) =>
        [.. Files().Select(TryRead).OfType<UploadEntry>().Where(entry => entry.Tenant == tenant)];

    /// <summary>The uploads that were never closed.</summary>
    public IReadOnlyList<UploadEntry> Left() =>
        [.. Files().Select(Read).OfType<UploadEntry>()];

    private IEnumerable<string> Files() => _abandoned.Append(_folder).Where(Directory.Exists).SelectMany(Directory.GetFiles);

    // A file without both lines was cut short before the first byte of its upload: there is nothing to remove but itself.
    private static UploadEntry? Read(string path)
    {
        if (TryRead(path) is { } entry)
            return entry;
        File.Delete(path);
        return null;
    }

    private static UploadEntry? TryRead(string path)
    {
        try
        {
            return File.ReadAllLines(path) is [var tenant, var video]
                && TenantId.Parse(tenant) is { IsOk: true } tenantId
                && VideoId.Parse(video) is { IsOk: true } videoId
                    ? new UploadEntry(tenantId.Value, videoId.Value, Path.GetFileName(path)) { JournalFile = path }
                    : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private string PathOf(UploadEntry entry) => entry.JournalFile ?? Path.Combine(_folder, entry.Mark);
}
