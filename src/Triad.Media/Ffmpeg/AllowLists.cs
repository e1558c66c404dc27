namespace Triad.Media.Ffmpeg;

/// <summary>The decoders that hostile files may reach. Demuxers are pinned one by one; playlists and scripts are not among them.</summary>
internal static class AllowLists
{
    /// <summary>Decoders of frames, sound and (for the probe, which opens every stream) subtitles, as FFmpeg names them.</summary>
    public static string Decoders { get; } = string.Join(
        ',',
        "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,mpeg2video,mpeg1video,mpegvideo,h263,h263i,h263p,h261",
        "msmpeg4v1,msmpeg4v2,msmpeg4,wmv1,wmv2,wmv3,vc1,theora,flv,vp6,vp6a,vp6f,svq1,svq3,cinepak,rv10,rv20,rv30,rv40,indeo3,indeo5",
        "mjpeg,mjpegb,prores,dnxhd,dvvideo,ffv1,huffyuv,ffvhuff,utvideo,rawvideo,yuv4,v210,v410,qtrle,rpza,smc,msvideo1,msrle,cfhd,hap",
        "gif,png,apng,bmp,webp,tiff,jpeg2000,libopenjpeg",
        "aac,aac_fixed,aac_latm,mp3float,mp3,mp2float,mp2,mp1float,mp1,vorbis,libvorbis,opus,libopus,flac,alac,ac3,ac3_fixed,eac3,dca",
        "truehd,mlp,wmav1,wmav2,wmapro,wmalossless,wmavoice,wavpack,ape,tta,speex,libspeex,gsm,gsm_ms,libgsm,libgsm_ms,amrnb,amrwb",
        "qdm2,qcelp,cook,ra_144,ra_288,nellymoser,adpcm_ima_qt,adpcm_ima_wav,adpcm_ms,adpcm_swf,adpcm_yamaha,g722,g726,g729",
        "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_u16le,pcm_u16be,pcm_s24le,pcm_s24be,pcm_u24le,pcm_s32le,pcm_s32be,pcm_u32le",
        "pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,pcm_bluray,pcm_dvd,pcm_s16le_planar,pcm_s24le_planar",
        "mov_text,subrip,srt,ass,ssa,webvtt,text,dvdsub,dvbsub,pgssub,cc_dec");

    // Codecs whose decoder has another name.
    private static readonly HashSet<string> Names =
    [
        .. Decoders.Split(','), "dts", "flv1", "msmpeg4v3", "adpcm_g722", "adpcm_g726", "amr_nb", "amr_wb", "dvd_subtitle", "dvb_subtitle", "hdmv_pgs_subtitle", "eia_608",
    ];

    /// <summary>True where a codec, as FFmpeg names it, has a decoder in the list.</summary>
    public static bool Decodes(string codec) => Names.Contains(codec);
}
