using System.Globalization;
using System.Text.Json;

namespace Triad.Evaluation.Datasets;

/// <summary>Reads COCO's own captions (<c>captions_val2017.json</c>): <c>images</c> with <c>id</c> and <c>file_name</c>, <c>annotations</c> with <c>image_id</c> and <c>caption</c>.</summary>
internal static class CocoReader
{
    /// <summary>Some pictures have six or seven captions: papers count the first five.</summary>
    public const int CaptionsOfAPicture = 5;

    private const string ImageForm = "Write a picture as {\"id\": 139, \"file_name\": \"000000000139.jpg\"}";
    private const string CaptionForm = "Write a caption as {\"image_id\": 139, \"caption\": \"a room with chairs\"}";

    public static IReadOnlyList<EvaluationItem> Read(DatasetSource source, byte[] content)
    {
        var pictures = new Dictionary<long, (string Name, JsonElement Facts, List<string> Captions)>();
        var order = new List<long>();
        foreach (var image in JsonPieces.Of(source.Path, content, "images", ImageForm))
        {
            var id = IdOf(image, "id", ImageForm);
            if (!pictures.TryAdd(id, (image.Text("file_name", ImageForm), image.Value, [])))
                throw DatasetProblem.At(source.Path, image.Line, $"{image.Name}.id", Shown(id), "is there twice", "Take one of the two out");
            order.Add(id);
        }

        foreach (var annotation in JsonPieces.Of(source.Path, content, "annotations", CaptionForm))
        {
            var id = IdOf(annotation, "image_id", CaptionForm);
            if (!pictures.TryGetValue(id, out var picture))
                throw DatasetProblem.At(source.Path, annotation.Line, $"{annotation.Name}.image_id", Shown(id), "is none of the images", "Name one of images, or add it there");
            var caption = annotation.Text("caption", CaptionForm).Trim();
            if (picture.Captions.Count < CaptionsOfAPicture)
                picture.Captions.Add(caption);
        }

        var folder = new MediaFolder(source.Folder);
        return
        [
            .. order.Select(id => pictures[id]).Where(picture => picture.Captions.Count > 0)
                .Select(picture => new EvaluationItem(picture.Name, folder.FileOf(picture.Name), picture.Captions) { Facts = picture.Facts }),
        ];
    }

    private static long IdOf(JsonPlace place, string name, string remedy)
    {
        var id = place.Member(name, JsonValueKind.Number, remedy);
        return id.Value.TryGetInt64(out var number) ? number : throw id.Wrong("is not a whole number", remedy);
    }

    private static string Shown(long id) => id.ToString(CultureInfo.InvariantCulture);
}
