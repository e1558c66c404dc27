using System.Globalization;
using Grpc.Core;
using Triad.Client;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Footage;

/// <summary>
/// Items as the videos of a tenant. Names and ids say nothing of what is in them, so that nothing is found by its file's name.
/// </summary>
/// <param name="client">The tenant's.</param>
/// <param name="items">What goes in.</param>
/// <param name="folder">Where videos are made.</param>
/// <param name="parallel">Uploads at the same time.</param>
/// <param name="films">True where pictures alone go in as videos too.</param>
internal sealed class FootagePool(TriadClient client, IReadOnlyList<FootageItem> items, string folder, int parallel, bool films = false)
{
    private readonly string?[] _refused = new string?[items.Count];

    /// <summary>What goes in.</summary>
    public IReadOnlyList<FootageItem> Items => items;

    /// <summary>The tenant's client.</summary>
    public TriadClient Client => client;

    /// <summary>What could not be put in, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Refused => items.Index()
        .Where(item => _refused[item.Index] is not null)
        .ToDictionary(item => item.Item.Name, item => _refused[item.Index]!);

    /// <summary>The id of an item's video.</summary>
    public static string IdOf(int index) => FormattableString.Invariant($"v{index:00000}");

    /// <summary>The item of a video.</summary>
    public static int IndexOf(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>Makes the videos, puts them in, and waits until they can be found.</summary>
    public async Task FillAsync(string name, IProgressBoard display, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var bar = display.Add(name);
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, items.Count), options, async (index, cancelled) =>
        {
            await PutAsync(index, cancelled);
            bar.Report(Interlocked.Increment(ref done), items.Count);
        });
    }

    private async Task PutAsync(int index, CancellationToken cancellationToken)
    {
        var item = items[index];
        var captions = item.IsCaptioned ? SpokenText.CaptionsOf(item.Texts[0]) : null;
        var upload = new UploadOptions { VideoId = IdOf(index), Name = FormattableString.Invariant($"{index:00000}"), Captions = captions };
        try
        {
            if (item is { Picture: null, Sound: null, Video: null })
            {
                using var silence = new MemoryStream(SpokenText.Carrier);
                await client.Library.UploadAsync(silence, upload, cancellationToken);
            }
            else
            {
                await client.Library.UploadAsync(await FileOfAsync(item, index, cancellationToken), upload, cancellationToken);
            }

            await client.Library.WaitAsync(IdOf(index), cancellationToken: cancellationToken);
        }
        catch (TriadException exception) when (exception.StatusCode is StatusCode.InvalidArgument or StatusCode.FailedPrecondition)
        {
            _refused[index] = $"{exception.Message.ReplaceLineEndings(" ")} [{exception.Reason}]";
        }
    }

    private async Task<string> FileOfAsync(FootageItem item, int index, CancellationToken cancellationToken)
    {
        if (item.Video is { } video)
            return video;
        if (item is { Picture: { } picture, Sound: null } && !films)
        {
            var still = Path.Combine(folder, $"{IdOf(index)}.png");
            await FootageFilm.LayOnWhiteAsync(picture, still, cancellationToken);
            return still;
        }

        var film = Path.Combine(folder, $"{IdOf(index)}.mkv");
        await FootageFilm.MakeAsync(item.Picture, item.Sound, film, cancellationToken);
        return film;
    }
}
