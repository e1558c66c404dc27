using Triad.Evaluation.Datasets;

namespace Triad.Evaluation.Tests.Datasets;

public sealed class DatasetReaderTests : IDisposable
{
    private const string MsrVttJson = """
        {
          "videos": [
            {"video_id": "video0", "split": "train", "category": 9},
            {"video_id": "video7", "split": "test", "category": 4},
            {"video_id": "video8", "split": "test", "category": 1}
          ],
          "sentences": [
            {"video_id": "video7", "caption": "a man sings"},
            {"video_id": "video0", "caption": "a dog runs"},
            {"video_id": "video8", "caption": "cars race"},
            {"video_id": "video7", "caption": "someone sings"}
          ]
        }
        """;

    private const string YouCook = """
        {"database": {
          "aaa": {"subset": "validation", "recipe_type": "113", "annotations": [
            {"segment": [90, 102.5], "id": 0, "sentence": "cut the bacon"},
            {"segment": [110, 120], "id": 1, "sentence": "fry it"}]},
          "bbb": {"subset": "training", "recipe_type": "101", "annotations": [{"segment": [1, 2], "id": 0, "sentence": "boil water"}]}
        }}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-datasets-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    private Task<EvaluationSet> ReadAsync(string name, string content, string? list = null, string? split = null) =>
        DatasetReader.ReadAsync(new DatasetSource(Write(name, content), List: list, Split: split), CancellationToken.None);

    private async Task<EvaluationException> RefusalAsync(string name, string content, string? list = null)
    {
        var failure = await Assert.ThrowsAsync<EvaluationException>(() => ReadAsync(name, content, list));
        Assert.True(failure.IsWrongUse);
        Assert.NotNull(failure.Field);
        Assert.NotNull(failure.Remedy);
        return failure;
    }

    [Fact]
    public async Task Manifest_LinesOfAWorld_AreItemsWithTheirFilesAndFacts()
    {
        Write("clips/a.mp4", "x");

        var set = await ReadAsync("m.jsonl", """
            {"file": "clips/a.mp4", "captions": ["one", "two"], "seconds": 8, "label": "red"}

            {"file": "b.mp4", "captions": ["three"]}
            """);

        Assert.Equal(DatasetLayout.Manifest, set.Layout);
        Assert.Equal(["clips/a.mp4", "b.mp4"], set.Items.Select(item => item.Name));
        Assert.Equal(Path.Combine(_folder.FullName, "clips/a.mp4"), set.Items[0].File);
        Assert.Null(set.Items[1].File);
        Assert.Equal([(0, "one"), (0, "two"), (1, "three")], set.Captions);
        Assert.Equal([[0, 1], [2]], set.CaptionsByItem());
        Assert.Equal([(0, "one"), (1, "three")], set.WithFirstCaptions().Captions);
        Assert.Equal("red", set.Items[0].Facts!.Value.GetProperty("label").GetString());
    }

    [Fact]
    public async Task MsrVttCsv_RowsOfOneVideo_AreItsCaptions()
    {
        Write("TestVideo/video9770.mp4", "x");

        var set = await ReadAsync("1ka.csv", "\ufeffkey,vid_key,video_id,sentence\r\nret0,msr9770,video9770,\"a \"\"big\"\" dog, running\"\r\nret1,msr9771,video9771,cars\r\nret2,msr9770,video9770,again\r\n");

        Assert.Equal(DatasetLayout.MsrVttCsv, set.Layout);
        Assert.Equal(["video9770", "video9771"], set.Items.Select(item => item.Name));
        Assert.Equal(["a \"big\" dog, running", "again"], set.Items[0].Captions);
        Assert.EndsWith("TestVideo/video9770.mp4", set.Items[0].File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "video7 video8")]
    [InlineData("train", "video0")]
    [InlineData("all", "video0 video7 video8")]
    public async Task MsrVttJson_OfASplit_AreItsVideosWithAllTheirCaptions(string? split, string names)
    {
        var set = await ReadAsync("data.json", MsrVttJson, split: split);

        Assert.Equal(DatasetLayout.MsrVttJson, set.Layout);
        Assert.Equal(names.Split(' '), set.Items.Select(item => item.Name));
        Assert.All(set.Items.Where(item => item.Name == "video7"), item => Assert.Equal(["a man sings", "someone sings"], item.Captions));
    }

    [Fact]
    public async Task YouCook2_AnnotatedSegments_AreItemsOfTheirOwn()
    {
        Write("101/aaa.webm", "x");

        var set = await ReadAsync("youcook.json", YouCook);

        Assert.Equal(DatasetLayout.YouCook2, set.Layout);
        Assert.Equal(["aaa#0", "aaa#1"], set.Items.Select(item => item.Name));
        Assert.Equal([(90, 102.5), (110.0, 120.0)], set.Items.Select(item => item.Cut!.Value));
        Assert.All(set.Items, item => Assert.EndsWith("101/aaa.webm", item.File, StringComparison.Ordinal));
        Assert.Equal(3, (await ReadAsync("youcook.json", YouCook, split: "all")).Items.Count);
        Assert.Equal(["aaa#0", "aaa#1"], (await ReadAsync("youcook.json", YouCook, Write("l.txt", "aaa\n"))).Items.Select(item => item.Name));
    }

    [Fact]
    public async Task Msvd_WithAList_AreTheListsVideosInItsOrder()
    {
        Write("_xyz_1_5.avi", "x");

        var set = await ReadAsync(
            "AllVideoDescriptions.txt",
            "# VIDEO CORPUS\n\n_xyz_1_5 A bird bathes.\nabc_0_9 A man\nother_1_2 no\n_xyz_1_5 A bird is in a sink.\n",
            Write("test_list.txt", "abc_0_9\n_xyz_1_5\n"));

        Assert.Equal(DatasetLayout.Msvd, set.Layout);
        Assert.Equal(["abc_0_9", "_xyz_1_5"], set.Items.Select(item => item.Name));
        Assert.Equal(["A bird bathes.", "A bird is in a sink."], set.Items[1].Captions);
        Assert.EndsWith("_xyz_1_5.avi", set.Items[1].File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AudioCaps_RowsOfOneStart_AreTheCaptionsOfItsClip()
    {
        Write("test/Yabc.wav", "x");
        Write("test/-d_7.wav", "x");

        var set = await ReadAsync("test.csv", "audiocap_id,youtube_id,start_time,caption\n1,abc,30,\"A dog, barking\"\n2,-d,7,Rain\n3,abc,30,Barks\n4,-d,9,Wind\n");

        Assert.Equal(DatasetLayout.AudioCaps, set.Layout);
        Assert.Equal(["abc_30", "-d_7", "-d_9"], set.Items.Select(item => item.Name));
        Assert.Equal(["A dog, barking", "Barks"], set.Items[0].Captions);
        Assert.Equal(["abc", "-d", "-d"], set.Items.Select(item => item.Video));
        Assert.EndsWith("test/Yabc.wav", set.Items[0].File, StringComparison.Ordinal);
        Assert.EndsWith("test/-d_7.wav", set.Items[1].File, StringComparison.Ordinal);
        Assert.Null(set.Items[2].File);
    }

    [Fact]
    public async Task Clotho_ARow_IsASoundWithFiveCaptions()
    {
        Write("evaluation/Rain on a roof.v2.wav", "x");

        var set = await ReadAsync(
            "clotho.csv", "file_name,caption_1,caption_2,caption_3,caption_4,caption_5\nRain on a roof.v2.wav,a,b,\"c, d\",e,f\nother.wav,1,2,3,4,5\n");

        Assert.Equal(DatasetLayout.Clotho, set.Layout);
        Assert.Equal(["Rain on a roof.v2.wav", "other.wav"], set.Items.Select(item => item.Name));
        Assert.Equal(["a", "b", "c, d", "e", "f"], set.Items[0].Captions);
        Assert.EndsWith("Rain on a roof.v2.wav", set.Items[0].File, StringComparison.Ordinal);
        Assert.Null(set.Items[1].File);
    }

    [Fact]
    public async Task Coco_Annotations_AreThePicturesCaptionsOfWhichFiveCount()
    {
        Write("val2017/000000000139.jpg", "x");
        var captions = string.Join(',', Enumerable.Range(1, 6).Select(number => $$"""{"image_id": 139, "id": {{number}}, "caption": "c{{number}} "}"""));

        var set = await ReadAsync("captions_val2017.json", $$"""
            {"info": {}, "images": [{"id": 139, "file_name": "000000000139.jpg"}, {"id": 7, "file_name": "7.jpg"}, {"id": 8, "file_name": "8.jpg"}],
             "annotations": [{"image_id": 7, "id": 9, "caption": "a cat"}, {{captions}}]}
            """);

        Assert.Equal(DatasetLayout.Coco, set.Layout);
        Assert.Equal(["000000000139.jpg", "7.jpg"], set.Items.Select(item => item.Name));
        Assert.Equal(["c1", "c2", "c3", "c4", "c5"], set.Items[0].Captions);
        Assert.EndsWith("val2017/000000000139.jpg", set.Items[0].File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "b.jpg")]
    [InlineData("val", "a.jpg")]
    [InlineData("all", "a.jpg b.jpg")]
    public async Task Karpathy_OfASplit_AreItsPictures(string? split, string names)
    {
        var set = await ReadAsync("dataset_coco.json", """
            {"images": [
              {"filepath": "val2014", "filename": "a.jpg", "split": "val", "sentences": [{"raw": "a", "tokens": ["a"]}]},
              {"filepath": "val2014", "filename": "b.jpg", "split": "test", "sentences": [{"raw": "1"}, {"raw": "2"}, {"raw": "3"}, {"raw": "4"}, {"raw": "5"}, {"raw": "6"}]}
            ], "dataset": "coco"}
            """, split: split);

        Assert.Equal(DatasetLayout.Karpathy, set.Layout);
        Assert.Equal(names.Split(' '), set.Items.Select(item => item.Name));
        Assert.Equal(split == "val" ? ["a"] : ["1", "2", "3", "4", "5"], set.Items[^1].Captions);
    }

    [Theory]
    [InlineData("m.jsonl", "{\"file\": \"a.mp4\", \"captions\": [\"x\"]}\nnot json\n", "line 2", "line")]
    [InlineData("m.jsonl", "{\"captions\": [\"x\"]}", "line 1", "file")]
    [InlineData("m.jsonl", "{\"file\": 5, \"captions\": [\"x\"]}", "'5'", "file")]
    [InlineData("m.jsonl", "{\"file\": \"a.mp4\", \"captions\": []}", "line 1", "captions")]
    [InlineData("m.jsonl", "{\"file\": \"a.mp4\", \"captions\": [\"x\", \" \"]}", "blank", "captions[1]")]
    [InlineData("m.jsonl", "{\"file\": \"a\", \"captions\": [\"x\"]}\n{\"file\": \"a\", \"captions\": [\"y\"]}", "line 2", "file")]
    [InlineData("1ka.csv", "key,video,sentence\n", "line 1", "video_id")]
    [InlineData("1ka.csv", "video_id,sentence\nvideo1,a, b\n", "line 2", "fields")]
    [InlineData("1ka.csv", "video_id,sentence\nvideo1,a\n,b\n", "line 3", "video_id")]
    [InlineData("1ka.csv", "video_id,sentence\nvideo1,\"two\nlines\"\nvideo2,  \n", "line 4", "sentence")]
    [InlineData("1ka.csv", "video_id,sentence\nvideo1,\"open\n", "line 2", "field")]
    [InlineData("1ka.csv", "video_id,sentence\nvideo1,\"a\"b\n", "line 2", "field")]
    [InlineData("1ka.csv", "", "line 1", "video_id")]
    [InlineData("d.json", "{\"videos\": [{\"video_id\": \"v\"}],\n \"sentences\": [\n{\"video_id\": \"w\", \"caption\": \"x\"}]}", "line 3", "sentences[0].video_id")]
    [InlineData("d.json", "{\"videos\": [\n{\"video\": \"v\"}], \"sentences\": []}", "line 2", "videos[0].video_id")]
    [InlineData("d.json", "{\"videos\": [{\"video_id\": \"v\"},\n{\"video_id\": \"v\"}], \"sentences\": []}", "line 2", "videos[1].video_id")]
    [InlineData("d.json", "{\"videos\": [{\"video_id\": \"v\"}], \"sentences\": [{\"video_id\": \"v\", \"caption\": 7}]}", "'7'", "sentences[0].caption")]
    [InlineData("d.json", "{\"videos\": []}", "missing", "sentences")]
    [InlineData("d.json", "{\"videos\": [\n{]", "line 2", "file")]
    [InlineData("y.json", "{\"database\": {\n\"aaa\": {\"subset\": \"validation\"}}}", "line 2", "aaa.annotations")]
    [InlineData("y.json", "{\"database\": {\"aaa\": {\"subset\": \"validation\", \"annotations\": [{\"segment\": [5, 5], \"sentence\": \"x\"}]}}}", "[5, 5]", "aaa.annotations[0].segment")]
    [InlineData("y.json", "{\"database\": {\"aaa\": {\"subset\": \"validation\", \"annotations\": [{\"segment\": [1, \"2\"], \"sentence\": \"x\"}]}}}", "\"2\"", "aaa.annotations[0].segment[1]")]
    [InlineData("y.json", "{\"database\": {\"aaa\": {\"subset\": 1, \"annotations\": []}}}", "'1'", "aaa.subset")]
    [InlineData("ac.csv", "audiocap_id,youtube_id,caption\n1,a,b\n", "line 1", "start_time")]
    [InlineData("ac.csv", "audiocap_id,youtube_id,start_time,caption\n1,a,3,x\n2,a,3,\n", "line 3", "caption")]
    [InlineData("cl.csv", "file_name,caption_1,caption_2,caption_3,caption_4\na.wav,1,2,3,4\n", "line 1", "caption_5")]
    [InlineData("cl.csv", "file_name,caption_1,caption_2,caption_3,caption_4,caption_5\na.wav,1,2,3,,5\n", "line 2", "caption_4")]
    [InlineData("cl.csv", "file_name,caption_1,caption_2,caption_3,caption_4,caption_5\na.wav,1,2,3,4,5\na.wav,1,2,3,4,5\n", "line 2 already", "file_name")]
    [InlineData("c.json", "{\"images\": [{\"id\": 1, \"file_name\": \"a\"}],\n\"annotations\": [{\"image_id\": 2, \"caption\": \"x\"}]}", "line 2", "annotations[0].image_id")]
    [InlineData("c.json", "{\"images\": [{\"id\": 1.5, \"file_name\": \"a\"}], \"annotations\": []}", "1.5", "images[0].id")]
    [InlineData("c.json", "{\"images\": [{\"id\": 1, \"file_name\": \"a\"},\n{\"id\": 1, \"file_name\": \"b\"}], \"annotations\": []}", "twice", "images[1].id")]
    [InlineData("k.json", "{\"images\": [{\"filename\": \"a\", \"split\": \"test\", \"sentences\": []}]}", "[]", "images[0].sentences")]
    [InlineData("k.json", "{\"images\": [{\"filename\": \"a\", \"sentences\": []}]}", "missing", "images[0].split")]
    [InlineData("v.txt", "# remark\nvideo_without_caption\n", "line 2", "caption")]
    [InlineData("m.jsonl", "", "no video", "manifest")]
    public async Task Read_MalformedFile_NamesPlaceAndField(string name, string content, string named, string field)
    {
        var failure = await RefusalAsync(name, content);

        Assert.Equal(field, failure.Field);
        Assert.Contains(named, $"{failure.Message} {failure.Remedy}", StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder.FullName, name), $"{failure.Message} {failure.Value}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_BytesThatAreNotUtf8_NamesTheLine()
    {
        var path = Path.Combine(_folder.FullName, "v.txt");
        await File.WriteAllBytesAsync(path, [.. "a b\nc \u00e9\nd "u8, 0xE9, (byte)'\n']);

        var failure = await Assert.ThrowsAsync<EvaluationException>(() => DatasetReader.ReadAsync(new DatasetSource(path), CancellationToken.None));

        Assert.Contains("line 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("0xE9", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AListedVideoWithoutCaption_IsRefused()
    {
        var failure = await RefusalAsync("v.txt", "a one\n", Write("list.txt", "b\n"));

        Assert.Equal(("--list", "b"), (failure.Field, failure.Value));
    }

    [Fact]
    public async Task Read_ASplitOfALayoutWithoutParts_IsRefused() =>
        Assert.Equal("--split", (await Assert.ThrowsAsync<EvaluationException>(() => ReadAsync("v.txt", "a one\n", split: "test"))).Field);

    [Fact]
    public void ParseLayout_UnknownName_ListsTheKnownOnes() =>
        Assert.Contains("youcook2", Assert.Throws<EvaluationException>(() => DatasetReader.ParseLayout("lsmdc")).Remedy, StringComparison.Ordinal);
}
