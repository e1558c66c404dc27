using System.Text.Json;

namespace Triad.Evaluation.Datasets;

/// <summary>
/// Reads the splits by which papers measure on COCO and Flickr (<c>dataset_coco.json</c>): <c>images</c> with <c>filename</c>, <c>split</c> and
/// <c>sentences</c>, each with its text in <c>raw</c>.
/// </summary>
internal static class KarpathyReader
{
    private const string UsualSplit = "test";
    private const string ImageForm = "Write a picture as {\"filename\": \"COCO_val2014_000000391895.jpg\", \"split\": \"test\", \"sentences\": [{\"raw\": \"a man on a bicycle\"}]}";

    public static IReadOnlyList<EvaluationItem> Read(DatasetSource source, byte[] content)
    {
        var folder = new MediaFolder(source.Folder);
        var items = new List<EvaluationItem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var image in JsonPieces.Of(source.Path, content, "images", ImageForm))
        {
            var split = image.Text("split", ImageForm);
            if (split != (source.Split ?? UsualSplit) && source.Split != "all")
                continue;
            var name = image.Text("filename", ImageForm);
            if (!seen.Add(name))
                throw DatasetProblem.At(source.Path, image.Line, $"{image.Name}.filename", name, "is there twice", "Take one of the two out");
            var sentences = image.Member("sentences", JsonValueKind.Array, ImageForm);
            var captions = sentences.Items().Select(sentence => sentence.Text("raw", ImageForm).Trim()).Take(CocoReader.CaptionsOfAPicture).ToList();
            if (captions.Count == 0)
                throw sentences.Wrong("is empty", ImageForm);
            items.Add(new EvaluationItem(name, folder.FileOf(name), captions) { Facts = image.Value });
        }

        return items;
    }
}
