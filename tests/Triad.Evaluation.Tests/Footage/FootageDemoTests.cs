using Triad.Evaluation.Footage;

namespace Triad.Evaluation.Tests.Footage;

public sealed class FootageDemoTests
{
    [Fact]
    public void Plan_ManyItems_AsksSixtyQueriesWhoseAnswersAreInTheLibraryOnce()
    {
        FootageItem[] items =
        [
            .. Enumerable.Range(0, 300).Select(index => new FootageItem($"animals/{index:000}", "picture", null, null, [$"Picture {index}."])),
            .. Enumerable.Range(0, 60).Select(index => new FootageItem($"farm/{index:000}", "picture", "sound", null, [$"Both {index}."])),
        ];

        var (library, questions) = FootageDemo.Plan(items);

        Assert.Equal(60, questions.Values.Sum(queries => queries.Count));
        Assert.Equal(library.Count, library.Select(item => item.Texts[0]).Distinct().Count());
        Assert.All(questions["text -> picture"], query => Assert.Null(library[query.Item].Sound));
        Assert.All(questions["text -> sound"], query => Assert.Null(library[query.Item].Picture));
        Assert.All(questions["picture -> text"], query => Assert.True(library[query.Item].IsCaptioned));
    }

    [Fact]
    public void Plan_FewItems_AsksForWhatThereIs()
    {
        var (library, questions) = FootageDemo.Plan([new FootageItem("cow", "picture", null, null, ["A cow."])]);

        Assert.Single(library);
        Assert.Single(questions["text -> picture"]);
        Assert.Empty(questions["text -> sound"]);
    }
}
