import main from "with-main";
export const where = `${main}, found further up`;
