using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.FolderStore;

/// <summary>Keeps the media of queries as files of a private folder while the queries run.</summary>
internal sealed partial class FolderMediaScratch : IMediaScratch
{
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);
    private readonly string _folder;
    private readonly long _maxBytes;
    private readonly FolderFiles _files = new();
    private readonly TimeProvider _time;
    private readonly ILogger<FolderMediaScratch> _logger;

    /// <summary>Opens the folder, makes it where it is missing, and removes what dead processes left behind.</summary>
    public FolderMediaScratch(IOptions<MediaOptions> options, TimeProvider time, ILogger<FolderMediaScratch> logger)
    {
        (_folder, _maxBytes, _time, _logger) =
            (Path.GetFullPath(options.Value.ScratchFolder), options.Value.MaxScratchBytes, time, logger);
        _files.CreateFolder(_folder);
        PassingFolder.Sweep(_folder, PassingFolder.AbandonedBefore(time.GetUtcNow(), options.Value.SharedFolders ? AbandonedAfter : null));
    }

    /// <inheritdoc/>
    public async Task<Result<IMediaLease>> HoldAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (content.Length > _maxBytes)
        {
            return Error.OverLimit(
                "media",
                $"{content.Length} bytes",
                $"{MediaOptions.Section}:{nameof(MediaOptions.MaxScratchBytes)}",
                _maxBytes,
                "Send a smaller file.");
        }

        var path = Path.Combine(_folder, PassingName.New(_time));
        var isHeld = false;
        try
        {
            await using (var file = _files.Create(path))
                await file.WriteAsync(content, cancellationToken);
            isHeld = true;
            return Result<IMediaLease>.Ok(new FileLease(path));
        }
        catch (Exception failure) when (StorageErrors.IsStorage(failure))
        {
            LogFailure(failure);
            return StorageErrors.Of(failure);
        }
        finally
        {
            if (!isHeld)
                await new FileLease(path).DisposeAsync();
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The scratch folder cannot be written")]
    private partial void LogFailure(Exception failure);
}
