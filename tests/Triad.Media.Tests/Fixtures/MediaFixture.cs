using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.Tests.Fixtures;

/// <summary>A folder of generated media and the decoder under test.</summary>
public sealed class MediaFixture : IDisposable
{
    public static readonly DecodeSettings Settings =
        new(6, 64, 64, 16000, TimeSpan.FromSeconds(8), TimeSpan.FromMinutes(5));

    private readonly ServiceProvider _services;

    public MediaFixture()
    {
        Folder = Directory.CreateTempSubdirectory("triad-media-").FullName;
        _services = Services();
        Decoder = _services.GetRequiredService<IMediaDecoder>();
    }

    public string Folder { get; }

    internal IMediaDecoder Decoder { get; }

    public ServiceProvider Services(Action<MediaOptions>? configure = null) => new ServiceCollection()
        .AddLogging()
        .AddTriadMedia(options =>
        {
            options.StoreFolder = Path.Combine(Folder, "store");
            options.ScratchFolder = Path.Combine(Folder, "scratch");
            configure?.Invoke(options);
        })
        .AddTriadFolderMediaStore()
        .BuildServiceProvider();

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Makes a file with FFmpeg, once a name.</summary>
    public string Make(string name, params string[] arguments)
    {
        var path = Path.Combine(Folder, name);
        if (!File.Exists(path))
            Ffmpeg([.. arguments, "-y", path]);
        return path;
    }

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>A plain FFmpeg call, apart from the product's.</summary>
    public static byte[] Ffmpeg(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-v", "error", "-nostdin", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var messages = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, messages.Result);
        return output.ToArray();
    }

    internal async Task<Decoded> DecodeAsync(string path, MediaKind kind = MediaKind.Video, DecodeSettings? settings = null, IMediaDecoder? decoder = null)
    {
        decoder ??= Decoder;
        var info = await decoder.ProbeAsync(path, kind, default);
        if (!info.IsOk)
            return new Decoded(null, [], [], info.Error);
        List<DecodedSegment> segments = [];
        await foreach (var item in decoder.DecodeAsync(path, info.Value, kind, settings ?? Settings, default))
        {
            if (!item.IsOk)
                return new Decoded(info.Value, segments, [], item.Error);
            if (item.Value.Segment is null)
                return new Decoded(info.Value, segments, item.Value.Failures, null) { Notices = [.. info.Value.Skipped, .. item.Value.Notices] };
            segments.Add(item.Value.Segment);
        }

        throw new InvalidOperationException("The sequence ended without a last item.");
    }
}
