using Triad.Core.Media;
using Triad.Inference.Pictures;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Pictures;

public sealed class PictureProcessorTests
{
    private static readonly double[] Halves = [0.5, 0.5, 0.5];

    private static readonly PictureSettings Clip = new()
    {
        FrameRate = 1,
        LongestSide = 1024,
        Resize = ResizeRule.Shortest,
        ResizeWidth = 224,
        ResizeHeight = 224,
        Resampling = Resampling.Bicubic,
        Width = 224,
        Height = 224,
        CropToEven = false,
        Rescale = 0.00392156862745098,
        Mean = [0.48145466, 0.4578275, 0.40821073],
        Std = [0.26862954, 0.26130258, 0.27577711],
    };

    public static TheoryData<string> Families => ["clip", "siglip", "siglip2", "pe_core", "vit", "deit"];

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Prepare_PicturesOfTheReference_GivesItsPixels(string family)
    {
        var names = HubGolden.ReadTexts(family, "pictures.npz", "names");
        var stored = HubGolden.Read<byte>(family, "pictures.npz", "pixels");
        var bytes = stored.Values.Length / names.Count;
        var sut = new PictureProcessor(SettingsOf(family));

        for (var i = 0; i < names.Count; i++)
        {
            var picture = await DecodedPictures.OfReferenceAsync(names[i]);

            var pixels = sut.Prepare(picture, 0);

            var most = pixels.Select((value, at) => Math.Abs(value - stored.Values[(i * bytes) + at])).Max();

            // The reference resizes what is much taller than wide down first, and reads JPEG with another decoder.
            var allowed = names[i] is ['p', '0', '3' or '7', ..] || names[i].EndsWith(".jpg", StringComparison.Ordinal) ? 12 : 0;
            Assert.True(most <= allowed, $"{family} {names[i]}: a value differs by {most}.");
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Write_StoredPixels_GivesTheReferencesNumbers(string family)
    {
        var stored = HubGolden.Read<byte>(family, "pictures.npz", "pixels");
        var expected = HubGolden.Read<float>(family, "pictures.npz", "first_pixel_values").Values;
        var planes = new float[expected.Length];

        new PictureProcessor(SettingsOf(family)).Write(stored.Values.AsSpan(0, expected.Length), planes);

        Assert.True(planes.Zip(expected, (ours, theirs) => Math.Abs(ours - theirs)).Max() <= 1e-6);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(20_000, 20)]
    [InlineData(3, 9000)]
    public void Prepare_OddSizes_GivesTheGraphsSize(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        pixels.AsSpan().Fill(77);

        var prepared = new PictureProcessor(Clip).Prepare(new FrameClip(pixels, 1, width, height), 0);

        Assert.Equal(224 * 224 * 3, prepared.Length);
        Assert.All(prepared, value => Assert.Equal(77, value));
    }

    private static PictureSettings SettingsOf(string family) => family switch
    {
        "clip" => Clip,
        "siglip" => Squash(96, Resampling.Bicubic),
        "vit" => Squash(96, Resampling.Bilinear),
        "deit" => Squash(110, Resampling.Bicubic) with { Width = 96, Height = 96 },
        "siglip2" => Squash(96, Resampling.Bilinear),
        _ => Squash(64, Resampling.Bilinear),
    };

    private static PictureSettings Squash(int side, Resampling resampling) => Clip with
    {
        Resize = ResizeRule.Squash,
        ResizeWidth = side,
        ResizeHeight = side,
        Width = side,
        Height = side,
        Resampling = resampling,
        Mean = Halves,
        Std = Halves,
    };
}
