using System.Text.Json;
using Triad.Evaluation.Classification;
using Triad.Evaluation.Datasets;

namespace Triad.Evaluation.Tests.Classification;

public sealed class ClassificationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-labels-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    private LabelSet Labels(string content = "red\nblue\na\tthe letter a\n") => LabelSet.Read(Write("labels.txt", content));

    private static EvaluationSet SetOf(params string[] facts) => new(
        DatasetLayout.Manifest,
        [.. facts.Select((fact, index) => new EvaluationItem($"{index}.mp4", null, ["x"]) { Facts = JsonDocument.Parse(fact).RootElement })]);

    [Fact]
    public void Labels_WithWordsOfTheirOwn_ArePutIntoEveryTemplate()
    {
        var prompts = Labels().Prompts(["a video of {}", "{}!"]);

        Assert.Equal(["a video of red", "red!"], prompts[0]);
        Assert.Equal(["a video of the letter a", "the letter a!"], prompts[2]);
    }

    [Theory]
    [InlineData("red\nblue\nred\n", "line 3")]
    [InlineData("red\n\tblue\n", "line 2")]
    [InlineData("red\nblue\t\n", "line 2")]
    public void Labels_Malformed_NameTheLine(string content, string line) =>
        Assert.Contains(line, Assert.Throws<EvaluationException>(() => Labels(content)).Message, StringComparison.Ordinal);

    [Fact]
    public void Labels_LessThanTwo_AreRefused() => Assert.Equal("--labels", Assert.Throws<EvaluationException>(() => Labels("# remark\nred\n")).Field);

    [Fact]
    public void Prompts_TemplateWithoutAPlace_IsRefused() =>
        Assert.Equal("--template", Assert.Throws<EvaluationException>(() => Labels().Prompts(["a video"])).Field);

    [Fact]
    public void Truth_OfAField_GoesIntoObjectsAndLists()
    {
        var set = SetOf("""{"facts": {"actors": [{"colour": "blue"}, {"colour": "red"}]}}""", """{"facts": {}}""", """{"facts": {"actors": [{"colour": "red"}, {"colour": "red"}]}}""");

        Assert.Equal([[1, 0], [], [0]], ClassTruth.FromField(set, "facts.actors.colour", Labels()));
    }

    [Fact]
    public void Truth_ALabelOutsideTheSet_IsNamed() =>
        Assert.Contains("'green' of 0.mp4", Assert.Throws<EvaluationException>(() => ClassTruth.FromField(SetOf("""{"label": "green"}"""), "label", Labels())).Remedy, StringComparison.Ordinal);

    [Fact]
    public void Truth_AFieldThatNoItemHas_IsRefused() =>
        Assert.Equal("--field", Assert.Throws<EvaluationException>(() => ClassTruth.FromField(SetOf("{}"), "label", Labels())).Field);

    [Fact]
    public void Truth_OfATable_HasSeveralRightLabels()
    {
        var table = Write("truth.csv", "video_id,label\n1.mp4,blue\n1.mp4,red\n9.mp4,red\n");

        Assert.Equal([[], [1, 0]], ClassTruth.FromTable(SetOf("{}", "{}"), table, Labels()));
    }

    [Fact]
    public void Truth_OfATableWithAnUnknownLabel_NamesTheLine() =>
        Assert.Contains("line 2", Assert.Throws<EvaluationException>(() => ClassTruth.FromTable(SetOf("{}"), Write("t.csv", "video_id,label\n0.mp4,green\n"), Labels())).Message, StringComparison.Ordinal);

    [Fact]
    public void Figures_OfRanks_CountByItemAndByLabel()
    {
        var figures = ClassificationFigures.Of(Labels(), [[0], [0], [1], [], [1]], [1, 2, 1, double.PositiveInfinity, double.PositiveInfinity], seed: 1);

        Assert.Equal((4, 1), (figures.Items, figures.NotFound));
        Assert.Equal((0.5, 0.75), (figures.Top1, figures.Top5));
        Assert.Equal(0.5, figures.MeanClassTop1);
        Assert.Equal(new ClassFigures(2, 0.5, 1), figures.Classes["red"]);
        Assert.Equal(new ClassFigures(2, 0.5, 0.5), figures.Classes["blue"]);
        Assert.Equal(2, figures.Classes.Count);
        Assert.InRange(figures.Top1, figures.Top1Interval[0], figures.Top1Interval[1]);
    }
}
