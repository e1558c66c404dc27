namespace Triad.Evaluation.Datasets;

/// <summary>Reads MSVD's <c>AllVideoDescriptions.txt</c>: on each line a video's name and, after the first blank, a caption; <c>#</c> begins a remark.</summary>
internal static class MsvdReader
{
    private const string Form = "Write the video's name, a blank and the caption";

    public static IReadOnlyList<EvaluationItem> Read(DatasetSource source, byte[] content)
    {
        var captions = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var order = new List<string>();
        var number = 0;
        foreach (var line in TextLines.Of(source.Path, content))
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
                continue;
            var blank = text.IndexOfAny([' ', '\t']);
            if (blank < 0)
                throw DatasetProblem.At(source.Path, number, "caption", text, "is no caption: nothing follows the video's name", Form);
            var name = text[..blank];
            if (!captions.TryGetValue(name, out var own))
            {
                captions[name] = own = [];
                order.Add(name);
            }

            own.Add(text[(blank + 1)..].Trim());
        }

        var folder = new MediaFolder(source.Folder);
        return [.. order.Select(name => new EvaluationItem(name, folder.PathOf(name), captions[name]))];
    }
}
