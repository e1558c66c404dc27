using Triad.Evaluation.Footage;

namespace Triad.Evaluation.Tests.Footage;

public sealed class CaptionedMediaTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-media-");

    [Fact]
    public void Read_FilesBesideCaptions_ArePairedByTheirNames()
    {
        Write("farm/cow.png", "farm/cow.ogg", "farm/hen.jpg", "farm/rain.wav", "farm/alone.png");
        Caption("farm/cow", "A cow.\nde.utf8=Eine Kuh.");
        Caption("farm/hen", "A hen.");
        Caption("farm/rain", "Rain.");
        Caption("farm/cow_desc", "Spoken.");

        var items = CaptionedMedia.Read(_folder.FullName);

        Assert.Equal(["farm/cow", "farm/hen", "farm/rain"], items.Select(item => item.Name));
        Assert.Equal("A cow.", Assert.Single(items[0].Texts));
        Assert.Equal([true, true, false], items.Select(item => item.Picture is not null));
        Assert.Equal([true, false, true], items.Select(item => item.Sound is not null));
    }

    [Fact]
    public void Read_NothingWithACaption_NamesTheOption()
    {
        Write("cow.png");

        var refusal = Assert.Throws<EvaluationException>(() => CaptionedMedia.Read(_folder.FullName));

        Assert.Equal("--media", refusal.Field);
    }

    [Fact]
    public async Task ReadAsync_Sets_LeaveOutLettersDrawingsAndJingles()
    {
        string[] stems = ["animals/cow", "animals/cartoon/cow", "symbols/a", "seasonal/bell"];
        foreach (var stem in stems)
        {
            Write($"{stem}.png", $"{stem}.ogg");
            Caption(stem, stem);
        }

        Assert.Equal(["animals/cow", "seasonal/bell"], await NamesAsync(FootageSet.Photographs));
        Assert.Equal(["animals/cow"], await NamesAsync(FootageSet.Sounds));
        Assert.Equal(["animals/cow"], await NamesAsync(FootageSet.Triples));
    }

    [Fact]
    public async Task ReadAsync_Clips_AreFoundFromTheFolderAbove()
    {
        Write("clips/a.mp4");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "clips", "queries.json"), """{"clips/a.mp4": ["a dog", "an animal"]}""");

        var clip = Assert.Single(await FootageItems.ReadAsync(FootageSet.Clips, Path.Combine(_folder.FullName, "clips"), CancellationToken.None));

        Assert.Equal(["a dog", "an animal"], clip.Texts);
        Assert.True(File.Exists(clip.Video));
    }

    [Theory]
    [InlineData("""{"clips/gone.mp4": ["a"]}""")]
    [InlineData("[1]")]
    public async Task ReadAsync_QueriesThatAreWrong_NameTheFile(string queries)
    {
        Write("clips/a.mp4");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "clips", "queries.json"), queries);

        var refusal = await Assert.ThrowsAsync<EvaluationException>(
            () => FootageItems.ReadAsync(FootageSet.Clips, Path.Combine(_folder.FullName, "clips"), CancellationToken.None));

        Assert.Equal("queries.json", refusal.Field);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<IEnumerable<string>> NamesAsync(FootageSet set) =>
        (await FootageItems.ReadAsync(set, _folder.FullName, CancellationToken.None)).Select(item => item.Name);

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(_folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, [1]);
        }
    }

    private void Caption(string stem, string text) => File.WriteAllText(Path.Combine(_folder.FullName, $"{stem}.txt"), text);
}
