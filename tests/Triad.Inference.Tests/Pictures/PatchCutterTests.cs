using Triad.Inference.Pictures;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Pictures;

/// <summary>Pictures of any size become the patches that the reference makes of them.</summary>
public sealed class PatchCutterTests
{
    private const int MostTokens = 140;

    // Pillow resizes this one down first, which it estimates as cheaper; either order is right.
    private const string DownFirst = "p07";
    private const int DownFirstTolerance = 11;

    private static readonly PatchSettings Settings = new(16, 3, 256, Resampling.Bicubic, 1 / 255.0);

    [Theory]
    [InlineData(640, 427, 42, 27)]
    [InlineData(7, 5, 42, 30)]
    [InlineData(5, 7, 30, 42)]
    [InlineData(20_000, 20, 255, 3)]
    [InlineData(20, 20_000, 3, 255)]
    [InlineData(1, 1, 33, 33)]
    [InlineData(1000, 90, 117, 9)]
    public void Grid_OfAPicture_FillsTheTokens(int width, int height, int columns, int rows)
    {
        var grid = PatchGrid.Of(width, height, MostTokens, Settings);

        Assert.Equal(new PatchGrid(columns, rows, columns * rows / 9), grid);
        Assert.True(grid.Tokens <= MostTokens);
    }

    [Fact]
    public async Task Write_ReferencesPictures_GivesItsPatches()
    {
        var sut = new PatchCutter(Settings);
        var names = HubGolden.ReadTexts(GemmaPackage.Family, "pictures.npz", "names");
        for (var i = 0; i < names.Count; i++)
        {
            var clip = await DecodedPictures.OfReferenceAsync(names[i]);
            var grid = PatchGrid.Of(clip.Width, clip.Height, MostTokens, Settings);
            var patches = new float[grid.Columns * grid.Rows * Settings.PatchValues];
            var places = new long[grid.Columns * grid.Rows * 2];

            sut.Write(sut.Resize(clip, 0, grid), grid, patches, places);

            var storedPlaces = HubGolden.Read<short>(GemmaPackage.Family, "pictures.npz", $"positions.{i}").Values;
            Assert.Equal(storedPlaces.Select(place => (long)place), places);
            var stored = HubGolden.Read<byte>(GemmaPackage.Family, "pictures.npz", $"patches.{i}").Values;
            var worst = stored.Zip(patches, (one, other) => Math.Abs(one - (int)MathF.Round(other * 255))).Max();
            var tolerance = names[i].StartsWith(DownFirst, StringComparison.Ordinal) ? DownFirstTolerance : 0;
            Assert.True(worst <= tolerance, $"{names[i]} is off by {worst}.");
        }
    }
}
