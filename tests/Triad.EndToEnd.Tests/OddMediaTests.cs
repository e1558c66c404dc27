using Triad.Client;

namespace Triad.EndToEnd.Tests;

public sealed class OddMediaTests
{
    [Fact]
    public async Task OddMedia_AllUploaded_EndsReadyOrSaysWhyNot()
    {
        // Where the checkout has no media beside it there are still the files made here.
        await using var server = await ServerProcess.StartAsync();
        using var client = await server.OnboardAsync("acme");
        var folder = Directory.CreateTempSubdirectory("triad-odd-");
        var truncated = Path.Combine(folder.FullName, "truncated.mp4");
        var noise = Path.Combine(folder.FullName, "noise.mp4");
        var sample = await File.ReadAllBytesAsync(Path.Combine(Checkout.Samples, "sample-00.mp4"));
        await File.WriteAllBytesAsync(truncated, sample[..(sample.Length / 3)]);
        await File.WriteAllBytesAsync(noise, Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7919 >> 3)).ToArray());
        var files = Checkout.SharedMedia is { } shared
            ? Directory.EnumerateFiles(Path.Combine(shared, "odd")).Append(Path.Combine(shared, "real", "input_hdr.mov")).ToList()
            : [];

        foreach (var file in (string[])[truncated, noise, .. files])
        {
            if (new FileInfo(file).Length == 0)
            {
                var refused = await Assert.ThrowsAsync<TriadException>(() => client.Library.UploadAsync(file));
                Assert.Equal("MEDIA_EMPTY", refused.Reason);
                continue;
            }

            try
            {
                Assert.True((await client.Library.UploadAndWaitAsync(file)).SegmentCount > 0, file);
            }
            catch (TriadException refusal)
            {
                Assert.True(refusal.Reason is "MEDIA_CORRUPT" or "MEDIA_UNSUPPORTED" or "MEDIA_EMPTY", $"{file}: {refusal}");
            }
        }

        Assert.False(server.HasExited);
        folder.Delete(recursive: true);
    }
}
